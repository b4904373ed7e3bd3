import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { afterEach, beforeEach, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import { signingCertificateId } from "@rolecall/credentials";
import type { Store } from "@rolecall/store";
import fc from "fast-check";
import {
  newCertificate,
  newEcKeys,
  newRsaKeys,
} from "../../../../credentials/src/certificate/certificate.test-support.ts";
import { dropDatabaseAfterwards, ENGINES, openStore, runsOn } from "../../engines.test-support.ts";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { iamService } from "../index.ts";

dropDatabaseAfterwards();

let h: Harness<IamOperations>;
const begin = async (store?: Store) => {
  h = await createHarness(iamService, {}, store);
  for (const UserName of ["Bob", "Ann"]) await h.ask(h.root, "CreateUser", { UserName });
};
beforeEach(() => begin());
afterEach(() => h.close());

const UserName = "Bob";
const DAY_MS = 86_400_000;
const keys = newEcKeys();
const pem = (subject: string, more = {}) => newCertificate({ subject, keys, ...more }, h.now());
const upload = async (CertificateBody: string, user: string | undefined = UserName) =>
  (await h.ask(h.root, "UploadSigningCertificate", { CertificateBody, UserName: user })).Certificate;
const list = async (user: string | undefined = UserName) =>
  (await h.ask(h.root, "ListSigningCertificates", { UserName: user })).Certificates;

test("a certificate is kept as it was sent, under the id that its bytes give", async () => {
  const body = `\n${pem("a")}`;
  const certificate = await upload(body, "bob");
  assert.deepEqual(certificate, {
    UserName,
    CertificateId: signingCertificateId(new X509Certificate(body)),
    CertificateBody: body,
    Status: "Active",
    UploadDate: new Date(h.now()),
  });
  assert.match(certificate.CertificateId, /^[A-Z2-7]{32}$/);
  assert.deepEqual(await list(), [certificate]);
});

test("short keys of RSA and curves are taken; what is none, or not valid now, is malformed as it was sent", async () => {
  await upload(newCertificate({ subject: "rsa", keys: newRsaKeys(1024) }, h.now()));
  await upload(pem("ec"));
  const bodies = [
    "not a certificate",
    pem("old", { notBefore: new Date(h.now() - 2 * DAY_MS), notAfter: new Date(h.now() - DAY_MS) }),
    pem("new", { notBefore: new Date(h.now() + DAY_MS) }),
    pem("a") + pem("b"),
  ];
  for (const body of bodies)
    await refuses(upload(body), "MalformedCertificate", `Certificate ${body} is malformed.`);
  await refuses(upload("nothing", "nobody"), "NoSuchEntity", "The user with name nobody cannot be found.");
});

test("the same again is answered as the first time, another user's is a duplicate, and two are all", async () => {
  const body = pem("a");
  const first = await upload(body);
  const { CertificateId } = first;
  await h.ask(h.root, "UpdateSigningCertificate", { UserName, CertificateId, Status: "Inactive" });
  h.advance(1000);
  assert.deepEqual(await upload(body), first);
  assert.equal((await list())[0]?.Status, "Inactive");
  await refuses(upload(body, "Ann"), "DuplicateCertificate", "Duplicate certificate uploaded.");
  await upload(pem("b"));
  await refuses(upload(pem("c")), "LimitExceeded", "Cannot exceed quota for CertificatesPerUser: 2");
  assert.deepEqual(await upload(body), first);
});

test("one that is not there, or another's, cannot be found; none is expired by asking", async () => {
  const { CertificateId } = await upload(pem("a"), "Ann");
  for (const id of [CertificateId, "A".repeat(32)]) {
    const input = { UserName, CertificateId: id };
    const missing = ["NoSuchEntity", `The Certificate with id ${id} cannot be found.`] as const;
    await refuses(h.ask(h.root, "UpdateSigningCertificate", { ...input, Status: "Active" }), ...missing);
    await refuses(h.ask(h.root, "DeleteSigningCertificate", input), ...missing);
  }
  await refuses(
    h.ask(h.root, "UpdateSigningCertificate", { UserName: "Ann", CertificateId, Status: "Expired" }),
    "InvalidInput",
    "Operation does not support status Expired",
  );
});

test("root has certificates of its own, without a name, and the summary tells", async () => {
  const present = async () =>
    (await h.ask(h.root, "GetAccountSummary", {})).SummaryMap?.AccountSigningCertificatesPresent;
  assert.equal(await present(), 0);
  const answer = await h.ask(h.root, "UploadSigningCertificate", { CertificateBody: pem("root") });
  const { CertificateId } = answer.Certificate;
  assert.equal("UserName" in answer.Certificate, false);
  assert.equal(await present(), 1);
  assert.deepEqual((await h.ask(h.root, "ListSigningCertificates", {})).Certificates, [answer.Certificate]);
  await refuses(
    upload(answer.Certificate.CertificateBody),
    "DuplicateCertificate",
    "Duplicate certificate uploaded.",
  );
  await h.ask(h.root, "DeleteSigningCertificate", { CertificateId });
  assert.equal(await present(), 0);
});

test("who leaves the name out means itself, a role nobody", async () => {
  await h.allow("Bob", {
    Action: "iam:*SigningCertificate*",
    Resource: "arn:aws:iam::*:user/${aws:username}",
  });
  const bob = await h.asUser("Bob");
  const answer = await h.ask(bob, "UploadSigningCertificate", { CertificateBody: pem("a") });
  assert.equal(answer.Certificate.UserName, "Bob");
  await assert.rejects(h.ask(bob, "ListSigningCertificates", { UserName: "Ann" }), { code: "AccessDenied" });
  await refuses(
    h.ask(await h.asAdministratorRole("Admin"), "ListSigningCertificates", {}),
    "ValidationError",
    "Must specify userName when calling with non-User credentials",
  );
});

for (const engine of ENGINES) {
  test(`uploads, changes and deletions in any order come to what a map would hold, on ${engine}`, async () => {
    await h.close();
    await begin(await openStore(engine));
    const owners = ["Bob", "Ann", undefined];
    const bodies = ["a", "b", "c", "d"].map((subject) => pem(subject));
    const idOf = (body: string) => signingCertificateId(new X509Certificate(body));
    const step = fc.record({
      kind: fc.constantFrom("upload", "upload", "update", "delete"),
      owner: fc.nat(2),
      body: fc.nat(3),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const model = new Map<string, { owner: number; status: string }>();
        for (const { kind, owner, body } of steps) {
          const CertificateBody = bodies[body] as string;
          const CertificateId = idOf(CertificateBody);
          const there = model.get(CertificateId);
          const who = owners[owner] === undefined ? {} : { UserName: owners[owner] };
          if (kind === "upload") {
            const call = h.ask(h.root, "UploadSigningCertificate", { ...who, CertificateBody });
            const own = [...model.values()].filter((each) => each.owner === owner).length;
            if (there !== undefined && there.owner !== owner)
              await assert.rejects(call, { code: "DuplicateCertificate" });
            else if (there === undefined && own >= 2) await assert.rejects(call, { code: "LimitExceeded" });
            else {
              await call;
              if (there === undefined) model.set(CertificateId, { owner, status: "Active" });
            }
            continue;
          }
          const call =
            kind === "delete"
              ? h.ask(h.root, "DeleteSigningCertificate", { ...who, CertificateId })
              : h.ask(h.root, "UpdateSigningCertificate", { ...who, CertificateId, Status: "Inactive" });
          if (there?.owner !== owner) await assert.rejects(call, { code: "NoSuchEntity" });
          else {
            await call;
            if (kind === "delete") model.delete(CertificateId);
            else there.status = "Inactive";
          }
        }
        for (const [index, owner] of owners.entries()) {
          const who = owner === undefined ? {} : { UserName: owner };
          const { Certificates } = await h.ask(h.root, "ListSigningCertificates", who);
          const expected = [...model].filter(([, each]) => each.owner === index);
          assert.deepEqual(
            Certificates.map((each) => [each.CertificateId, each.Status]).sort(),
            expected.map(([id, each]) => [id, each.status]).sort(),
          );
          for (const [CertificateId] of expected)
            await h.ask(h.root, "DeleteSigningCertificate", { ...who, CertificateId });
        }
      }),
      { numRuns: runsOn(engine, 25) },
    );
  });
}
