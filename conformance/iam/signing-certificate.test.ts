import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  CreateUserCommand,
  DeleteSigningCertificateCommand,
  EnableOrganizationsRootCredentialsManagementCommand,
  type IAMClient,
  ListSigningCertificatesCommand,
  UpdateSigningCertificateCommand,
  UploadSigningCertificateCommand,
} from "@aws-sdk/client-iam";
import { AssumeRootCommand } from "@aws-sdk/client-sts";
import {
  newCertificate,
  newEcKeys,
} from "../../packages/credentials/src/certificate/certificate.test-support.ts";
import { type Company, MEMBER, ROOT, startCompany } from "../account/company.ts";
import { keysOf } from "../installation/clients.ts";
import { assertRefused } from "../installation/refusal.ts";

let company: Company;
let iam: IAMClient;
before(async () => {
  company = await startCompany("iam.amazonaws.com");
  ({ iam } = company.management);
  for (const UserName of ["ann", "bob"]) await iam.send(new CreateUserCommand({ UserName }));
});
after(() => company?.stop());

const keys = newEcKeys();
const pem = (subject: string) => newCertificate({ subject, keys });
const upload = (UserName: string, CertificateBody: string) =>
  iam.send(new UploadSigningCertificateCommand({ UserName, CertificateBody }));

test("a certificate goes there and back, is deactivated and deleted; a second is all there is room for", async () => {
  const body = pem("a");
  const { Certificate } = await upload("ann", body);
  assert.ok(Certificate?.CertificateId);
  assert.match(Certificate.CertificateId, /^[A-Z2-7]{32}$/);
  assert.deepEqual(
    [Certificate.CertificateBody, Certificate.Status, Certificate.UserName],
    [body, "Active", "ann"],
  );
  await assertRefused(upload("bob", body), {
    code: "DuplicateCertificateException",
    status: 409,
    message: "Duplicate certificate uploaded.",
  });
  const named = { UserName: "ann", CertificateId: Certificate.CertificateId };
  await iam.send(new UpdateSigningCertificateCommand({ ...named, Status: "Inactive" }));
  const { Certificates } = await iam.send(new ListSigningCertificatesCommand({ UserName: "ann" }));
  assert.deepEqual(Certificates, [{ ...Certificate, Status: "Inactive" }]);
  await upload("ann", pem("b"));
  await assertRefused(upload("ann", pem("c")), {
    code: "LimitExceededException",
    status: 409,
    message: "Cannot exceed quota for CertificatesPerUser: 2",
  });
  await iam.send(new DeleteSigningCertificateCommand(named));
  await assertRefused(iam.send(new DeleteSigningCertificateCommand(named)), {
    code: "NoSuchEntityException",
    status: 404,
    message: `The Certificate with id ${named.CertificateId} cannot be found.`,
  });
  await assertRefused(upload("ann", "not a certificate"), {
    code: "MalformedCertificateException",
    status: 400,
    message: "Certificate not a certificate is malformed.",
  });
});

test("root's own certificate is seen and deleted by a session of AssumeRoot, and nothing else is", async () => {
  const root = company.as(ROOT).iam;
  const made = await root.send(new UploadSigningCertificateCommand({ CertificateBody: pem("root") }));
  const CertificateId = made.Certificate?.CertificateId ?? "";
  assert.equal(made.Certificate?.UserName, undefined);
  await iam.send(new EnableOrganizationsRootCredentialsManagementCommand({}));
  const sessionFor = async (task: string) => {
    const arn = `arn:aws:iam::aws:policy/root-task/${task}`;
    const answer = await company.management.sts.send(
      new AssumeRootCommand({ TargetPrincipal: MEMBER, TaskPolicyArn: { arn }, DurationSeconds: 900 }),
    );
    return company.as(keysOf(answer.Credentials)).iam;
  };
  const auditing = await sessionFor("IAMAuditRootUserCredentials");
  const { Certificates } = await auditing.send(new ListSigningCertificatesCommand({}));
  assert.deepEqual(
    Certificates?.map((each) => each.CertificateId),
    [CertificateId],
  );
  const denied = { code: "AccessDenied", status: 403 };
  await assertRefused(auditing.send(new DeleteSigningCertificateCommand({ CertificateId })), denied);
  await assertRefused(auditing.send(new ListSigningCertificatesCommand({ UserName: "admin" })), denied);
  const deleting = await sessionFor("IAMDeleteRootUserCredentials");
  const body = { CertificateBody: pem("other") };
  await assertRefused(deleting.send(new UploadSigningCertificateCommand(body)), denied);
  await deleting.send(new DeleteSigningCertificateCommand({ CertificateId }));
  assert.deepEqual((await root.send(new ListSigningCertificatesCommand({}))).Certificates, []);
});
