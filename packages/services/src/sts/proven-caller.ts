import type { FederatedCaller } from "@rolecall/access";
import type { ContextValue } from "@rolecall/policy";
import type { Tag } from "@rolecall/store";

/** Who brought a token or assertion that proved genuine, with what it wants the session to be like. */
export interface ProvenCaller extends FederatedCaller {
  /** The action that denials tell, whichever permission is missing: `sts:AssumeRoleWithWebIdentity`. */
  readonly actionName: string;
  readonly sessionTags: readonly Tag[];
  readonly transitiveTagKeys: readonly string[];
  readonly sourceIdentity?: string | undefined;
  /** Condition keys of the proof that stay with the session. INVARIANT: in lower case. */
  readonly keptKeys: ReadonlyMap<string, ContextValue>;
  /** Condition keys of the operation, besides those that every role's assuming has. INVARIANT: in lower case. */
  readonly operationKeys?: ReadonlyMap<string, ContextValue>;
}
