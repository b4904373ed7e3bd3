import { serviceNames } from "@rolecall/contracts";
import { KeyProofRefusal, proofKeyId, readProofKey } from "@rolecall/federation/key-proof";
import { isOwnServiceName, isServicePrincipal } from "@rolecall/policy";
import type { RegisteredServiceRecord, ServiceKey } from "@rolecall/store";
import type { SeedPath } from "../seed/seed-path.ts";
import { type DeclaredService, KEYS_MAX, signingNameOf } from "./declared-service.ts";

/** Where it is declared. */
export interface DeclaringPlace {
  readonly fail: (path: SeedPath, message: string) => Error;
  readonly readBeside: (path: SeedPath, file: string) => Promise<string>;
}

/** Requests to Rolecall itself are nobody's to show. */
const OWN_SIGNING_NAMES: ReadonlySet<string> = new Set(serviceNames);

/**
 * The record of a service of the installation's own.
 * @throws Error as the place makes it, for a name or a key that none can have
 */
async function readDeclared(
  declared: DeclaredService,
  path: SeedPath,
  { place, now }: { readonly place: DeclaringPlace; readonly now: number },
): Promise<RegisteredServiceRecord> {
  const { name, displayName } = declared;
  if (!isOwnServiceName(name) && !isServicePrincipal(name))
    throw place.fail([...path, "name"], `${name} is neither a service of AWS's nor a name of your own`);
  const signingName = signingNameOf(declared);
  if (OWN_SIGNING_NAMES.has(signingName))
    throw place.fail(
      [...path, "signingName"],
      `requests that are signed for ${signingName} are Rolecall's own`,
    );
  return {
    id: name,
    ...(displayName !== undefined && { displayName }),
    signingName,
    keys: await readKeys(declared, path, { place, now }),
    createdAt: now,
  };
}

async function readKeys(
  { keys = [], publicKeyFile = [] }: DeclaredService,
  path: SeedPath,
  { place, now }: { readonly place: DeclaringPlace; readonly now: number },
): Promise<readonly ServiceKey[]> {
  const given = keys.map((pem, index) => ({ pem, at: [...path, "keys", index] }));
  const at = [...path, "publicKeyFile"];
  for (const file of [publicKeyFile].flat()) given.push({ pem: await place.readBeside(at, file), at });
  if (given.length === 0 || given.length > KEYS_MAX)
    throw place.fail(path, "a service has one public key or two: give keys, or publicKeyFile");
  const read = given.map(({ pem, at: here }) => readKey(pem, now, (message) => place.fail(here, message)));
  if (new Set(read.map(({ id }) => id)).size < read.length) throw place.fail(path, "both keys are the same");
  return read;
}

function readKey(pem: string, addedAt: number, fail: (message: string) => Error): ServiceKey {
  try {
    const publicKey = readProofKey(pem);
    return { id: proofKeyId(publicKey), publicKey, addedAt };
  } catch (error) {
    throw error instanceof KeyProofRefusal ? fail(error.message) : error;
  }
}

/** @throws Error as the place makes it, also for a name or a signing name that comes twice */
export async function readDeclaredList(
  services: readonly DeclaredService[],
  reading: { readonly place: DeclaringPlace; readonly now: number },
): Promise<readonly RegisteredServiceRecord[]> {
  const records: RegisteredServiceRecord[] = [];
  for (const [index, declared] of services.entries()) {
    const path = ["services", index];
    const record = await readDeclared(declared, path, reading);
    if (records.some(({ id }) => id === record.id))
      throw reading.place.fail([...path, "name"], `the service ${record.id} comes twice`);
    if (records.some(({ signingName }) => signingName === record.signingName))
      throw reading.place.fail(
        [...path, "signingName"],
        `the signing name ${record.signingName} comes twice`,
      );
    records.push(record);
  }
  return records;
}
