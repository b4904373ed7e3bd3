import type { Requirement } from "@rolecall/access";
import type { Call } from "@rolecall/operations";
import type { ReadTransaction } from "@rolecall/store";
import { placeOfCaller } from "./caller-place.ts";
import { delegationOf } from "./delegation.ts";

/**
 * What an operation of another service needs, that shows what a read of Organizations would: the same permission, where Organizations lets
 * the caller's account in at all. Undefined where it does not, whatever its own policies say.
 */
export async function letIn(
  call: Call<unknown, ReadTransaction>,
  requirement: Requirement,
): Promise<Requirement | undefined> {
  const place = await placeOfCaller(call);
  if (place === undefined) return undefined;
  if (place.isManagement) return requirement;
  const name = requirement.action.slice(requirement.action.indexOf(":") + 1);
  const asking = { ...call, contract: { ...call.contract, name } };
  const { isGiven, says } = await delegationOf(asking, place, [requirement]);
  return isGiven ? { ...requirement, ...says } : undefined;
}
