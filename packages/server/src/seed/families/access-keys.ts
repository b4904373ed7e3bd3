import { sealSecret } from "@rolecall/credentials";
import { toAccessKeyId } from "@rolecall/names";
import { IAM_QUOTAS } from "@rolecall/services/quotas";
import type { AccessKeyRecord } from "@rolecall/store";
import { wholeSeconds } from "../../installation/installation.ts";
import type { SeedPath } from "../seed-path.ts";
import type { SeedIdentity, SeedPlace } from "./family.ts";
import { record } from "./json-schema.ts";

export interface SeedAccessKey {
  readonly id: string;
  readonly secret: string;
}

export const accessKeySchema = record(["id", "secret"], {
  // As AWS's contract has it, so that every operation on keys takes it.
  id: {
    type: "string",
    pattern: "^\\w{16,128}$",
    description:
      "an access key's id has 16 to 128 letters, digits and underscores, such as AKIASEEDADMINAAAAAAA",
  },
  // What a line of the credentials file can hold.
  secret: {
    type: "string",
    minLength: 16,
    maxLength: 128,
    pattern: "^[!-~]+$",
    description: "a secret has printable ASCII characters and no spaces",
  },
});

/** Whoever owns it, in whatever account: requests name nothing but the key. */
export function accessKeyIdentity(id: string, path: SeedPath): SeedIdentity {
  return { path, within: "seed", kind: "Access key", value: id };
}

type KeyOwner = Pick<AccessKeyRecord, "ownerKind" | "ownerId">;

export async function addAccessKeys(
  keys: readonly SeedAccessKey[],
  place: SeedPlace,
  owner: KeyOwner,
): Promise<void> {
  const { AccessKeysPerUser: limit } = IAM_QUOTAS.of(place.installation);
  if (keys.length > limit) {
    throw place.writer.fail([...place.path, "accessKeys"], `a user has at most ${limit} access keys`);
  }
  for (const [index, key] of keys.entries()) {
    await addAccessKey(key, { ...place, path: [...place.path, "accessKeys", index] }, owner);
  }
}

/** Ids and secrets are the seed's own, which no operation allows: they are written straight to the store. */
export async function addAccessKey(
  { id, secret }: SeedAccessKey,
  { path, writer, installation }: SeedPlace,
  owner: KeyOwner,
): Promise<void> {
  const { clock, keyRing, store } = installation;
  const key: AccessKeyRecord = {
    ...owner,
    id: toAccessKeyId(id),
    accountId: writer.accountId,
    sealedSecret: sealSecret(keyRing, id, secret),
    status: "Active",
    createdAt: wholeSeconds(clock()),
  };
  await writer.attempt(path, () => store.write((tx) => tx.accessKeys.insert(key)));
}
