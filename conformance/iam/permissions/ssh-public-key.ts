import { CreateUserCommand } from "@aws-sdk/client-iam";
import { newRsaKeys } from "../../../packages/credentials/src/certificate/certificate.test-support.ts";
import { iamFamily, named } from "../stage.ts";

const UserName = "permissions-ssh";
const onUser = () => named("user", UserName);
const SSHPublicKeyBody = newRsaKeys().publicKey.export({ type: "spki", format: "pem" }).toString();

export const family = iamFamily({
  prepare: ({ admin }) => admin.iam.send(new CreateUserCommand({ UserName })),
  rows: {
    UploadSSHPublicKey: { input: { UserName, SSHPublicKeyBody }, on: onUser },
    GetSSHPublicKey: {
      input: (_, { UploadSSHPublicKey: { SSHPublicKey: key } }) => ({
        UserName,
        SSHPublicKeyId: key?.SSHPublicKeyId,
        Encoding: "SSH",
      }),
      on: onUser,
    },
    ListSSHPublicKeys: { input: { UserName }, on: onUser },
    UpdateSSHPublicKey: {
      input: (_, { UploadSSHPublicKey: { SSHPublicKey: key } }) => ({
        UserName,
        SSHPublicKeyId: key?.SSHPublicKeyId,
        Status: "Inactive",
      }),
      on: onUser,
    },
    DeleteSSHPublicKey: {
      input: (_, { UploadSSHPublicKey: { SSHPublicKey: key } }) => ({
        UserName,
        SSHPublicKeyId: key?.SSHPublicKeyId,
      }),
      on: onUser,
    },
  },
});
