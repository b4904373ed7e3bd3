import { foresee, type Requirement } from "@rolecall/access";
import type { Call } from "@rolecall/operations";
import type { ReadTransaction } from "@rolecall/store";
import type { CallerPlace } from "./caller-place.ts";
import { isDelegable } from "./delegable-actions.ts";

/** What the management account delegated to a member, of what the member asks. */
export interface Delegation {
  readonly isGiven: boolean;
  /** Of each permission: the delegation policy's part in it, where it has any. */
  readonly says: Pick<Requirement, "resourcePolicy" | "resourceAccountId">;
}

const NOTHING_DELEGATED: Delegation = { isGiven: false, says: {} };

/**
 * A member that administers any service may read. All else, and reading too, is delegated by statements of the delegation policy:
 * the policy engine takes it for the policy of a resource of the management account, so that the member needs a permission of its
 * own as well, and an explicit deny wins. Where it says nothing, IAM is asked about the member's own permission alone, and it is
 * Organizations that refuses, in its own words.
 * Source: Organizations User Guide, "Delegated administrator for AWS Organizations"; API Reference, RegisterDelegatedAdministrator.
 */
export async function delegationOf(
  call: Call<unknown, ReadTransaction>,
  place: CallerPlace,
  asked: readonly Requirement[],
): Promise<Delegation> {
  if (asked.length === 0) return NOTHING_DELEGATED;
  const isReader = await isReaderOf(call);
  const policy = place.organization.resourcePolicy;
  const isSaid = asked.every(({ action }) => isDelegable(action));
  if (policy === undefined || !isSaid) return { isGiven: isReader, says: {} };
  const { library } = call.env.directory;
  const set = library.setOf([library.compile(policy.content, "resource")]);
  const says = {
    resourcePolicy: { set, required: true },
    resourceAccountId: place.organization.managementAccountId,
  };
  const ground = { tx: call.tx, directory: call.env.directory };
  for (const requirement of asked) {
    const { decision, layer } = await foresee(ground, call, { ...requirement, ...says });
    if (layer === "resource" && decision === "implicitDeny") return { isGiven: isReader, says: {} };
    // What the member's own policies do not allow is denied, with the reason. INVARIANT: it is decided by the very question that was
    // asked here: of another one they may say something else, and nobody would have asked the delegation policy.
    if (decision !== "allowed") return { isGiven: true, says };
  }
  return { isGiven: true, says };
}

/** INVARIANT: being registered gives nothing but reading. */
async function isReaderOf({ contract, caller, tx }: Call<unknown, ReadTransaction>): Promise<boolean> {
  if (!/^(?:Describe|List)/.test(contract.name)) return false;
  return (await tx.delegatedAdministrators.ofAccount(caller.accountId)).length > 0;
}
