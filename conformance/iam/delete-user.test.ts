import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  AddUserToGroupCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateLoginProfileCommand,
  CreateServiceSpecificCredentialCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteLoginProfileCommand,
  DeleteServiceSpecificCredentialCommand,
  DeleteSigningCertificateCommand,
  DeleteSSHPublicKeyCommand,
  DeleteUserCommand,
  DeleteUserPolicyCommand,
  DetachUserPolicyCommand,
  PutUserPolicyCommand,
  RemoveUserFromGroupCommand,
  UploadSigningCertificateCommand,
  UploadSSHPublicKeyCommand,
} from "@aws-sdk/client-iam";
import {
  newCertificate,
  newEcKeys,
  newRsaKeys,
} from "../../packages/credentials/src/certificate/certificate.test-support.ts";
import { assertRefused } from "../installation/refusal.ts";
import { DOCUMENT, type IamStage, PASSWORD, READ_ONLY, startIamStage } from "./stage.ts";

let stage: IamStage;
before(async () => {
  stage = await startIamStage();
});
after(() => stage?.stop());

const UserName = "ann";

/** Gives the user one of everything; answers how each is taken away, in the order in which it stands in the way. */
async function furnish(): Promise<readonly (readonly [string, () => Promise<unknown>])[]> {
  const { iam } = stage.admin;
  await iam.send(new CreateUserCommand({ UserName }));
  await iam.send(new CreateGroupCommand({ GroupName: "team" }));
  const inGroup = { GroupName: "team", UserName };
  await iam.send(new AddUserToGroupCommand(inGroup));
  const attached = { UserName, PolicyArn: READ_ONLY };
  await iam.send(new AttachUserPolicyCommand(attached));
  const inline = { UserName, PolicyName: "inline" };
  await iam.send(new PutUserPolicyCommand({ ...inline, PolicyDocument: DOCUMENT }));
  await iam.send(new CreateLoginProfileCommand({ UserName, Password: PASSWORD }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  const CertificateBody = newCertificate({ subject: "ann", keys: newEcKeys() });
  const { Certificate } = await iam.send(new UploadSigningCertificateCommand({ UserName, CertificateBody }));
  const SSHPublicKeyBody = newRsaKeys().publicKey.export({ type: "spki", format: "pem" }).toString();
  const { SSHPublicKey } = await iam.send(new UploadSSHPublicKeyCommand({ UserName, SSHPublicKeyBody }));
  const { ServiceSpecificCredential: credential } = await iam.send(
    new CreateServiceSpecificCredentialCommand({ UserName, ServiceName: "codecommit.amazonaws.com" }),
  );
  return [
    ["must delete login profile", () => iam.send(new DeleteLoginProfileCommand({ UserName }))],
    [
      "must delete access keys",
      () => iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId: AccessKey?.AccessKeyId })),
    ],
    [
      "must delete certificates",
      () =>
        iam.send(
          new DeleteSigningCertificateCommand({ UserName, CertificateId: Certificate?.CertificateId }),
        ),
    ],
    [
      "must remove referenced objects",
      () =>
        iam.send(new DeleteSSHPublicKeyCommand({ UserName, SSHPublicKeyId: SSHPublicKey?.SSHPublicKeyId })),
    ],
    [
      "must remove referenced objects",
      () =>
        iam.send(
          new DeleteServiceSpecificCredentialCommand({
            UserName,
            ServiceSpecificCredentialId: credential?.ServiceSpecificCredentialId,
          }),
        ),
    ],
    ["must remove users from group", () => iam.send(new RemoveUserFromGroupCommand(inGroup))],
    ["must detach all policies", () => iam.send(new DetachUserPolicyCommand(attached))],
    ["must delete policies", () => iam.send(new DeleteUserPolicyCommand(inline))],
  ];
}

test("a user goes when the last of what it has is gone, and each is named in AWS's words", async () => {
  const { iam } = stage.admin;
  const steps = await furnish();
  for (const [obstacle, clear] of steps) {
    await assertRefused(iam.send(new DeleteUserCommand({ UserName })), {
      code: "DeleteConflictException",
      status: 409,
      message: `Cannot delete entity, ${obstacle} first.`,
    });
    await clear();
  }
  await iam.send(new DeleteUserCommand({ UserName }));
  await assertRefused(iam.send(new DeleteUserCommand({ UserName })), {
    code: "NoSuchEntityException",
    status: 404,
    message: "The user with name ann cannot be found.",
  });
  assert.equal(steps.length, 8);
});
