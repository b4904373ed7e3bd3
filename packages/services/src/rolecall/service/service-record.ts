import { isWithinReach, reachOfService } from "@rolecall/access";
import { KeyProofRefusal, proofKeyId, readProofKey } from "@rolecall/federation/key-proof";
import { type AccountId, type Arn, formatArn, INSTALLATION_ACCOUNT } from "@rolecall/names";
import type { Environment, ServiceError } from "@rolecall/operations";
import type { ReadTransaction, RegisteredServiceRecord, ServiceKey } from "@rolecall/store";
import { invalidInput, rolecallError } from "../error.ts";

/** One that is used and one that follows it. */
export const KEYS_MAX = 2;

export function ownerOf({ ownerAccountId = INSTALLATION_ACCOUNT }: RegisteredServiceRecord): AccountId {
  return ownerAccountId;
}

export function serviceArn(record: RegisteredServiceRecord): Arn {
  return formatArn("registered-service", { accountId: ownerOf(record), name: record.id });
}

/** @throws ValidationException where it is no public key on P-256, in PEM */
export function readServiceKey(pem: string, addedAt: number): ServiceKey {
  try {
    const publicKey = readProofKey(pem);
    return { id: proofKeyId(publicKey), publicKey, addedAt };
  } catch (error) {
    throw error instanceof KeyProofRefusal ? invalidInput(error.message) : error;
  }
}

/** Whether a service may act in an account, and its people know of it: the reach that `authorize` holds it to. */
export async function isInReach(
  { tx, env }: { readonly tx: ReadTransaction; readonly env: Environment },
  record: RegisteredServiceRecord,
  accountId: AccountId,
): Promise<boolean> {
  const reach = await reachOfService(tx, env.directory, ownerOf(record));
  return isWithinReach(reach, accountId, (await env.directory.account(tx, accountId))?.place?.organizationId);
}

export function notOwner(message: string): ServiceError {
  return rolecallError("NotServiceOwnerException", message);
}
