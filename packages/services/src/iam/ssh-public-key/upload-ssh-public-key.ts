import { readSshPublicKey, type SshPublicKey, type SshPublicKeyFault } from "@rolecall/credentials";
import { newPublicKeyId } from "@rolecall/names";
import type { ServiceError } from "@rolecall/operations";
import type { SshPublicKeyRecord } from "@rolecall/store";
import { iam } from "../define.ts";
import { iamError } from "../error.ts";
import { user } from "../on.ts";
import { checkQuota } from "../quotas.ts";
import { keyToWire } from "./ssh-public-key-shape.ts";

/** As recorded. */
const REFUSALS: Readonly<Record<SshPublicKeyFault, () => ServiceError>> = {
  unrecognized: () => iamError("UnrecognizedPublicKeyEncoding", "Invalid public key uploaded."),
  invalid: () => iamError("InvalidPublicKey", "Invalid body for public key"),
};

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UploadSSHPublicKey.html */
export const uploadSshPublicKey = iam.write("UploadSSHPublicKey", {
  on: user,
  perform: async ({ call: { input, tx, env, now }, target: user }) => {
    const { fingerprint } = readKey(input.SSHPublicKeyBody);
    const present = await tx.sshPublicKeys.ofOwner(user.id);
    // The same key, however it is encoded. Another user may have it too.
    if (present.some((key) => key.fingerprint === fingerprint))
      throw iamError("DuplicateSSHPublicKey", "Duplicate SSH public key uploaded.");
    checkQuota(env, "SSHPublicKeysPerUser", present.length);
    const key: SshPublicKeyRecord = {
      id: newPublicKeyId(env.random),
      accountId: user.accountId,
      ownerKind: "user",
      ownerId: user.id,
      body: input.SSHPublicKeyBody,
      fingerprint,
      status: "Active",
      createdAt: now,
    };
    await tx.sshPublicKeys.insert(key);
    return { SSHPublicKey: keyToWire(user.name, key, key.body) };
  },
});

function readKey(body: string): SshPublicKey {
  const read = readSshPublicKey(body);
  if (typeof read === "string") throw REFUSALS[read]();
  return read;
}
