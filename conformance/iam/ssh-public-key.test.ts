import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  CreateUserCommand,
  DeleteSSHPublicKeyCommand,
  GetSSHPublicKeyCommand,
  ListSSHPublicKeysCommand,
  paginateListSSHPublicKeys,
  UpdateSSHPublicKeyCommand,
  UploadSSHPublicKeyCommand,
} from "@aws-sdk/client-iam";
import { readSshPublicKey } from "@rolecall/credentials";
import { newRsaKeys } from "../../packages/credentials/src/certificate/certificate.test-support.ts";
import { assertRefused } from "../installation/refusal.ts";
import { type IamStage, startIamStage } from "./stage.ts";

let stage: IamStage;
before(async () => {
  stage = await startIamStage();
  await stage.admin.iam.send(new CreateUserCommand({ UserName }));
});
after(() => stage?.stop());

const UserName = "ann";
const newPem = (bits?: number) =>
  newRsaKeys(bits).publicKey.export({ type: "spki", format: "pem" }).toString();
const upload = async (SSHPublicKeyBody: string) => {
  const input = { UserName, SSHPublicKeyBody };
  const { SSHPublicKey: key } = await stage.admin.iam.send(new UploadSSHPublicKeyCommand(input));
  assert.ok(key?.SSHPublicKeyId);
  return { ...key, SSHPublicKeyId: key.SSHPublicKeyId };
};

test("a key goes there and back in both encodings, is deactivated and deleted", async () => {
  const { iam } = stage.admin;
  const pem = newPem();
  const read = readSshPublicKey(pem);
  assert.ok(typeof read === "object");
  const { SSHPublicKeyId, ...key } = await upload(`${read.ssh} ann@example.com`);
  assert.equal(key.Fingerprint, read.fingerprint);
  assert.equal(key.Status, "Active");
  assert.ok(Math.abs((key.UploadDate?.getTime() ?? 0) - Date.now()) < 60_000);
  const named = { UserName, SSHPublicKeyId };
  const bodyIn = async (Encoding: "SSH" | "PEM") =>
    (await iam.send(new GetSSHPublicKeyCommand({ ...named, Encoding }))).SSHPublicKey?.SSHPublicKeyBody;
  assert.equal(await bodyIn("SSH"), read.ssh);
  assert.equal(await bodyIn("PEM"), pem);
  await iam.send(new UpdateSSHPublicKeyCommand({ ...named, Status: "Inactive" }));
  const { SSHPublicKeys: keys } = await iam.send(new ListSSHPublicKeysCommand({ UserName }));
  assert.deepEqual(
    keys?.map((each) => [each.SSHPublicKeyId, each.Status]),
    [[SSHPublicKeyId, "Inactive"]],
  );
  await iam.send(new DeleteSSHPublicKeyCommand(named));
  await assertRefused(iam.send(new DeleteSSHPublicKeyCommand(named)), {
    code: "NoSuchEntityException",
    status: 404,
    message: `The Public Key with id ${SSHPublicKeyId} cannot be found.`,
  });
});

test("what is refused, and how", async () => {
  await assertRefused(upload("nothing"), {
    code: "UnrecognizedPublicKeyEncodingException",
    status: 400,
    message: "Invalid public key uploaded.",
  });
  await assertRefused(upload(newPem(1024)), {
    code: "InvalidPublicKeyException",
    status: 400,
    message: "Invalid body for public key",
  });
  const pem = newPem();
  const { SSHPublicKeyId } = await upload(pem);
  await assertRefused(upload(pem), {
    code: "DuplicateSSHPublicKeyException",
    status: 400,
    message: "Duplicate SSH public key uploaded.",
  });
  const named = { UserName, SSHPublicKeyId };
  await assertRefused(
    stage.admin.iam.send(new GetSSHPublicKeyCommand({ ...named, Encoding: "ssh" as "SSH" })),
    {
      code: "ValidationError",
      status: 400,
      message:
        "1 validation error detected: Value at 'encoding' failed to satisfy constraint: Member must satisfy enum value set: [SSH, PEM]",
    },
  );
  await assertRefused(
    stage.admin.iam.send(new UpdateSSHPublicKeyCommand({ ...named, Status: "Expired" as "Active" })),
    { code: "InvalidInputException", status: 400, message: "Operation does not support status Expired" },
  );
});

test("AWS's pager walks through five keys, and there is no sixth", async () => {
  const { iam } = stage.admin;
  const present = await iam.send(new ListSSHPublicKeysCommand({ UserName }));
  for (let number = present.SSHPublicKeys?.length ?? 0; number < 5; number++) await upload(newPem());
  await assertRefused(upload(newPem()), { code: "LimitExceededException", status: 409 });
  const ids = new Set<string | undefined>();
  let pages = 0;
  for await (const page of paginateListSSHPublicKeys({ client: iam, pageSize: 2 }, { UserName })) {
    pages += 1;
    for (const key of page.SSHPublicKeys ?? []) ids.add(key.SSHPublicKeyId);
  }
  assert.deepEqual([ids.size, pages], [5, 3]);
});
