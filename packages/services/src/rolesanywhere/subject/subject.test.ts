import assert from "node:assert/strict";
import { test } from "node:test";
import { certificateSubjectId } from "@rolecall/operations";
import { h, openForEachTest } from "../rolesanywhere.test-support.ts";

openForEachTest();

function note(name: string, seenAt: number, properties?: Readonly<Record<string, string>>) {
  const named = { accountId: h.accountId, region: "us-east-1", x509Subject: `CN=${name}` };
  const id = certificateSubjectId(named);
  const certificate = {
    serialNumber: "5",
    issuer: "CN=Company CA",
    certificate: "PEM",
    seenAt,
    hasFailed: false,
  };
  h.env.certificateSubjects.note({ id, ...named, certificate, ...(properties && { properties }) });
  return id;
}

test("a subject is what was seen of it, once that is written", async () => {
  const at = h.now() - 5_000;
  const subjectId = note("machine", at, { host: "a" });
  await assert.rejects(h.ask(h.root, "GetSubject", { subjectId }), { code: "ResourceNotFoundException" });
  await h.env.certificateSubjects.flush(h.store, h.now());
  const { subject } = await h.ask(h.root, "GetSubject", { subjectId });
  const seenAt = new Date(at);
  const summary = {
    subjectArn: `arn:aws:rolesanywhere:us-east-1:${h.accountId}:subject/${subjectId}`,
    subjectId,
    enabled: true,
    x509Subject: "CN=machine",
    lastSeenAt: seenAt,
    createdAt: seenAt,
    updatedAt: seenAt,
  };
  const seen = { seenAt, failed: false };
  assert.deepEqual(subject, {
    ...summary,
    credentials: [
      { ...seen, serialNumber: "5", issuer: "CN=Company CA", enabled: true, x509CertificateData: "PEM" },
    ],
    instanceProperties: [{ ...seen, properties: { host: "a" } }],
  });
  assert.deepEqual((await h.ask(h.root, "ListSubjects", {})).subjects, [summary]);
});

test("a list goes page by page, and a page has 100 at most", async () => {
  const ids = Array.from({ length: 120 }, (_, number) => note(`m${number}`, h.now())).toSorted();
  await h.env.certificateSubjects.flush(h.store, h.now());
  const list = (input: { pageSize?: number; nextToken?: string }) => h.ask(h.root, "ListSubjects", input);
  const first = await list({ pageSize: 1_000_000 });
  assert.equal(first.subjects?.length, 100);
  const { nextToken = "" } = first;
  const rest = await list({ nextToken });
  assert.equal(rest.nextToken, undefined);
  const listed = [...(first.subjects ?? []), ...(rest.subjects ?? [])].map((each) => each.subjectId);
  assert.deepEqual(listed, ids);
  assert.equal((await list({})).subjects?.length, 50);
  for (const pageSize of [0, -1])
    await assert.rejects(list({ pageSize }), { code: "ValidationException", message: /less than 1/ });
  await assert.rejects(list({ nextToken: `${nextToken}x` }), { code: "ValidationException" });
  await assert.rejects(h.ask(h.root, "ListCrls", { nextToken }), { code: "ValidationException" });
});
