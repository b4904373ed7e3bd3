import type { Policy } from "@rolecall/policy";

export interface PicturedPolicy {
  readonly name: string;
  /** Undefined where the reader may not see it. */
  readonly policy: Policy | undefined;
}

/** A role as it is drawn: one that there is, or one that is being made. */
export interface PicturedRole {
  /** As the sentence calls it: `testrole`, `this role`. */
  readonly name: string;
  /** As the box in the middle does, where it differs: `your role`. */
  readonly title?: string;
  readonly trust: Policy | undefined;
  readonly policies: readonly PicturedPolicy[];
  readonly boundary?: Policy | undefined;
  readonly maxSessionSeconds: number;
}
