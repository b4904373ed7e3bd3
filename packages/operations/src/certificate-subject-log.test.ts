import assert from "node:assert/strict";
import { test } from "node:test";
import { isRolesAnywhereIdOf } from "@rolecall/names";
import type { Store, SubjectSighting } from "@rolecall/store";
import { ACCOUNT } from "../../access/src/records.test-support.ts";
import {
  certificateSubjectId,
  createCertificateSubjectLog,
  MAX_WAITING,
  MAX_WAITING_BYTES,
} from "./certificate-subject-log.ts";
import { openWorld } from "./world.test-support.ts";

const REGION = "eu-central-1";
const DAY_MS = 24 * 3_600_000;

function sighting(name: string, seenAt: number, more: { serialNumber?: string; pem?: string } = {}) {
  const named = { accountId: ACCOUNT, region: REGION, x509Subject: `CN=${name}` };
  const { serialNumber = "1", pem: certificate = "PEM" } = more;
  const seen = { serialNumber, issuer: "CN=Root", certificate, seenAt, hasFailed: false };
  return { id: certificateSubjectId(named), ...named, certificate: seen } satisfies SubjectSighting;
}

async function seen(store: Store, name: string) {
  const { id } = sighting(name, 0);
  return store.read((tx) => tx.certificateSubjects.byId(id));
}

test("a subject has one id wherever it is seen, and another in another account, region or under another name", () => {
  const named = { accountId: ACCOUNT, region: REGION, x509Subject: "CN=a" };
  const id = certificateSubjectId(named);
  assert.ok(isRolesAnywhereIdOf("subject", id));
  assert.equal(certificateSubjectId({ ...named }), id);
  const others = [
    { ...named, region: "us-east-1" },
    { ...named, x509Subject: "CN=b" },
    { ...named, accountId: "222222222222" as typeof ACCOUNT },
  ].map(certificateSubjectId);
  assert.equal(new Set([id, ...others]).size, 4);
});

test("what was seen waits once for each certificate, and is written by the flush", async (t) => {
  const { store, close } = await openWorld();
  t.after(close);
  const log = createCertificateSubjectLog();
  for (const [name, at, serialNumber] of [
    ["a", 1_000, "1"],
    ["a", 3_000, "1"],
    ["a", 2_000, "1"],
    ["a", 2_500, "2"],
    ["b", 1_500, "1"],
  ] as const)
    assert.equal(log.note(sighting(name, at, { serialNumber })), true);
  assert.equal(await seen(store, "a"), undefined);
  await log.flush(store, 4_000);
  const a = await seen(store, "a");
  assert.deepEqual([a?.createdAt, a?.lastSeenAt], [2_500, 3_000]);
  assert.deepEqual(
    a?.certificates.map(({ serialNumber, seenAt }) => [serialNumber, seenAt]),
    [
      ["1", 3_000],
      ["2", 2_500],
    ],
  );
  assert.equal((await seen(store, "b"))?.lastSeenAt, 1_500);
});

test("what could not be written waits on", async (t) => {
  const { store, close } = await openWorld();
  t.after(close);
  const log = createCertificateSubjectLog();
  log.note(sighting("a", 1_000));
  const away = { ...store, write: () => Promise.reject(new Error("away")) } as Store;
  await assert.rejects(log.flush(away, 2_000), /away/);
  log.note(sighting("a", 1_700));
  await log.flush(store, 3_000);
  assert.equal((await seen(store, "a"))?.lastSeenAt, 1_700);
});

test("neither many subjects nor large certificates take more than their room", () => {
  const many = createCertificateSubjectLog();
  for (let number = 0; number < MAX_WAITING; number++)
    assert.equal(many.note(sighting(`${number}`, 1)), true);
  assert.equal(many.note(sighting("one more", 1)), false);
  assert.equal(many.note(sighting("7", 2)), true, "what waits already may be seen again");
  const large = createCertificateSubjectLog();
  const pem = "P".repeat(2 ** 20);
  const kept = Array.from({ length: 20 }, (_, number) => large.note(sighting(`${number}`, 1, { pem })));
  assert.equal(kept.filter((is) => is).length, MAX_WAITING_BYTES / 2 ** 21 - 1);
});

test("more than one transaction takes is written all the same", async (t) => {
  const { store, close } = await openWorld();
  t.after(close);
  const log = createCertificateSubjectLog();
  for (let number = 0; number < 450; number++) log.note(sighting(`${number}`, 1_000));
  await log.flush(store, 2_000);
  const page = await store.read((tx) => tx.certificateSubjects.list(ACCOUNT, REGION, { limit: 1_000 }));
  assert.equal(page.items.length, 450);
});

test("who was not seen for 400 days is forgotten, looked for once an hour", async (t) => {
  const { store, close } = await openWorld();
  t.after(close);
  const log = createCertificateSubjectLog();
  log.note(sighting("old", 0));
  log.note(sighting("new", 2 * DAY_MS));
  await log.flush(store, 401 * DAY_MS);
  assert.equal(await seen(store, "old"), undefined);
  assert.equal((await seen(store, "new"))?.lastSeenAt, 2 * DAY_MS);
  await log.flush(store, 401 * DAY_MS + 1);
  await log.flush(store, 403 * DAY_MS);
  assert.equal(await seen(store, "new"), undefined);
});
