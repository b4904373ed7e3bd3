import { readSshPublicKey } from "@rolecall/credentials";
import { iam } from "../define.ts";
import { user } from "../on.ts";
import { existingKey } from "./existing-key.ts";
import { keyToWire } from "./ssh-public-key-shape.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetSSHPublicKey.html */
export const getSshPublicKey = iam.read("GetSSHPublicKey", {
  on: user,
  perform: async ({ call: { input, tx }, target: user }) => {
    const key = await existingKey(tx, user, input.SSHPublicKeyId);
    const read = readSshPublicKey(key.body);
    if (typeof read === "string") throw new Error(`The SSH public key ${key.id} that is kept is none.`);
    return { SSHPublicKey: keyToWire(user.name, key, input.Encoding === "SSH" ? read.ssh : read.pem) };
  },
});
