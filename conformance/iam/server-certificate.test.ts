import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  DeleteServerCertificateCommand,
  GetAccountSummaryCommand,
  GetServerCertificateCommand,
  ListServerCertificatesCommand,
  ListServerCertificateTagsCommand,
  TagServerCertificateCommand,
  UntagServerCertificateCommand,
  UpdateServerCertificateCommand,
  UploadServerCertificateCommand,
} from "@aws-sdk/client-iam";
import {
  newCertificate,
  newEcKeys,
  newRsaKeys,
  privateKeyPem,
} from "../../packages/credentials/src/certificate/certificate.test-support.ts";
import { readAuditLog } from "../installation/audit.ts";
import { assertRefused } from "../installation/refusal.ts";
import { type IamStage, startIamStage } from "./stage.ts";

let stage: IamStage;
before(async () => {
  stage = await startIamStage();
});
after(() => stage?.stop());

const authority = { subject: "authority", keys: newRsaKeys() };
const keys = newRsaKeys();
const material = {
  CertificateBody: newCertificate({ subject: "site.example.com", keys, signer: authority }),
  PrivateKey: keys.privateKey.export({ type: "pkcs1", format: "pem" }).toString(),
};
const CertificateChain = newCertificate({ ...authority, isAuthority: true });
const upload = (ServerCertificateName: string, more: object = {}) =>
  stage.admin.iam.send(new UploadServerCertificateCommand({ ServerCertificateName, ...material, ...more }));

test("a certificate with chain, path and tags: uploaded, read, renamed, listed, untagged, deleted", async () => {
  const { iam } = stage.admin;
  const Tags = [{ Key: "team", Value: "a" }];
  const made = await upload("Site", { CertificateChain, Path: "/cloudfront/", Tags });
  const metadata = made.ServerCertificateMetadata;
  assert.equal(metadata?.Arn, "arn:aws:iam::111111111111:server-certificate/cloudfront/Site");
  assert.deepEqual(made.Tags, Tags);
  const get = async (ServerCertificateName: string) =>
    (await iam.send(new GetServerCertificateCommand({ ServerCertificateName }))).ServerCertificate;
  assert.deepEqual(await get("site"), {
    ServerCertificateMetadata: metadata,
    CertificateBody: material.CertificateBody.trimEnd(),
    CertificateChain: CertificateChain.trimEnd(),
    Tags,
  });
  const ServerCertificateName = "New";
  await iam.send(
    new UpdateServerCertificateCommand({
      ServerCertificateName: "Site",
      NewServerCertificateName: ServerCertificateName,
      NewPath: "/a/b/",
    }),
  );
  const { ServerCertificateMetadataList: list } = await iam.send(
    new ListServerCertificatesCommand({ PathPrefix: "/a/" }),
  );
  assert.deepEqual(list, [
    {
      ...metadata,
      Path: "/a/b/",
      ServerCertificateName,
      Arn: "arn:aws:iam::111111111111:server-certificate/a/b/New",
    },
  ]);
  const named = { ServerCertificateName };
  await iam.send(new TagServerCertificateCommand({ ...named, Tags: [{ Key: "Team", Value: "b" }] }));
  await iam.send(new UntagServerCertificateCommand({ ...named, TagKeys: ["team"] }));
  assert.deepEqual((await iam.send(new ListServerCertificateTagsCommand(named))).Tags, [
    { Key: "Team", Value: "b" },
  ]);
  assert.equal((await iam.send(new GetAccountSummaryCommand({}))).SummaryMap?.ServerCertificates, 1);
  await iam.send(new DeleteServerCertificateCommand(named));
  await assertRefused(get("New"), {
    code: "NoSuchEntityException",
    status: 404,
    message: "The Server Certificate with name New cannot be found.",
  });
});

test("what does not belong together is refused", async () => {
  const other = newEcKeys();
  await assertRefused(upload("x", { PrivateKey: privateKeyPem(other) }), {
    code: "KeyPairMismatchException",
    status: 400,
    message:
      "The private key did not match the public key provided. Please verify the key material and try again.",
  });
  const unrelated = newCertificate({ subject: "other", keys: other, isAuthority: true });
  await assertRefused(upload("x", { CertificateChain: unrelated }), {
    code: "MalformedCertificateException",
    status: 400,
    message: /is: -1$/,
  });
  await upload("taken");
  await assertRefused(upload("TAKEN"), {
    code: "EntityAlreadyExistsException",
    status: 409,
    message: "The Server Certificate with name TAKEN already exists.",
  });
});

test("the largest chain that a request has room for is refused at once, by its number", async () => {
  await assertRefused(upload("x", { CertificateChain: CertificateChain.repeat(700) }), {
    code: "LimitExceededException",
    status: 409,
    message: "Cannot exceed quota for CertificatesPerChain: 10",
  });
});

test("the audit record tells of an upload without the private key", async () => {
  await upload("audited");
  const events = await readAuditLog(stage.installation);
  const uploads = events.filter((event) => event.eventName === "UploadServerCertificate");
  assert.ok(uploads.length > 0);
  assert.doesNotMatch(JSON.stringify(uploads), /PRIVATE KEY/);
});
