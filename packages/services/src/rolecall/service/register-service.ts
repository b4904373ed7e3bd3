import type { AccountId } from "@rolecall/names";
import type { Environment } from "@rolecall/operations";
import { isOwnServiceName } from "@rolecall/policy";
import type { ReadTransaction, RegisteredServiceRecord } from "@rolecall/store";
import { rolecall } from "../define.ts";
import { invalidInput, quotaExceeded, rolecallError } from "../error.ts";
import { ROLECALL_QUOTAS } from "../quotas.ts";
import { newService } from "./on.ts";
import { notOwner, readServiceKey } from "./service-record.ts";
import { serviceToWire } from "./service-shape.ts";

/**
 * INVARIANT: nobody becomes a service that others trust. A name is the first one's that registers it, none of AWS's can be had, and the
 * service comes into no account but those of the owner's organization (docs/decisions/0050).
 */
export const registerService = rolecall.write("RegisterService", {
  on: newService,
  async perform({ call }) {
    const { input, caller, tx, env, now } = call;
    const { ServiceName: id, DisplayName: displayName } = input;
    if (!isOwnServiceName(id))
      throw invalidInput(
        `"${id}" is no name for a service of yours: it is lower-case labels with dots between, such as photos.example.internal, and none of AWS's.`,
      );
    await refuseMembers(call, caller.accountId);
    const limit = ROLECALL_QUOTAS.of(env).ServicesPerAccount;
    if ((await tx.registeredServices.countOf(caller.accountId)) >= limit)
      throw quotaExceeded("ServicesPerAccount", limit);
    const record: RegisteredServiceRecord = {
      id,
      ownerAccountId: caller.accountId,
      ...(displayName !== undefined && { displayName }),
      // Its own name: a short one, such as s3, would have it shown what others signed for somebody else.
      signingName: id,
      keys: [readServiceKey(input.PublicKey, now)],
      createdAt: now,
    };
    const taken = (await tx.registeredServices.byId(id)) ?? (await tx.registeredServices.bySigningName(id));
    if (taken !== undefined) throw rolecallError("ConflictException", `The name ${id} is taken.`);
    await tx.registeredServices.insert(record);
    return { Service: serviceToWire(record) };
  },
});

/** A service of a member's would come into the accounts of all others that trust its name. */
async function refuseMembers(
  { tx, env }: { readonly tx: ReadTransaction; readonly env: Environment },
  accountId: AccountId,
): Promise<void> {
  const organizationId = (await env.directory.account(tx, accountId))?.place?.organizationId;
  const organization = organizationId && (await tx.organizations.byId(organizationId));
  if (organization === undefined || organization.managementAccountId === accountId) return;
  throw notOwner("The management account alone registers services of an organization.");
}
