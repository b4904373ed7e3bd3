/** The roles that one identity may assume at once: by its own policies, who trusts it, and what stands over both. */
import type { CompiledPolicySet, ContextRecord } from "@rolecall/policy";
import { Candidates } from "./graph/candidates.ts";
import { Hops } from "./graph/hops.ts";
import { Inquiry } from "./graph/inquiry.ts";
import type { Installation } from "./installation/installation.ts";
import { type Judgement, rankOf } from "./judge/judgement.ts";

export interface AssumingIdentity {
  /** A user's or role's, as the installation has it. */
  readonly arn: string;
  /** What limits the session that asks. */
  readonly session?: readonly CompiledPolicySet[] | undefined;
}

export interface AssumableRole extends Pick<Judgement, "needs"> {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly state: "open" | "needs";
}

export interface ListAssumableOptions {
  readonly clock: () => number;
  /** Condition keys that are known. */
  readonly context?: ContextRecord | undefined;
}

/** In the order of the installation; none where the identity is not in it. */
export function listAssumable(
  { arn, session }: AssumingIdentity,
  installation: Installation,
  { clock, context }: ListAssumableOptions,
): readonly AssumableRole[] {
  const inquiry = new Inquiry(installation, { context }, { now: clock() });
  const node = inquiry.index.byName.get(arn);
  if (node === undefined) return [];
  return new Candidates(inquiry.index, new Hops(inquiry)).of(node).flatMap((role) => {
    const judgement = inquiry.assume(node, role, "any", session);
    if (judgement === undefined || rankOf(judgement) > 1) return [];
    const { name } = role.role;
    const state = judgement.state === "open" ? "open" : "needs";
    return [{ arn: role.role.arn, name, accountId: role.account.id, state, needs: judgement.needs }];
  });
}
