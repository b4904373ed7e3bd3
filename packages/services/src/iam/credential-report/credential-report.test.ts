import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import { toAccessKeyId, toUniqueId } from "@rolecall/names";
import type { ReportRecord } from "@rolecall/store";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { iamService } from "../index.ts";

const MINUTE_MS = 60_000;
const COLUMNS =
  "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active," +
  "access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service," +
  "access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service," +
  "cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated";

let h: Harness<IamOperations>;
beforeEach(async () => {
  h = await createHarness(iamService);
});
afterEach(() => h.close());

const generate = () => h.ask(h.root, "GenerateCredentialReport", {});

/** The rows under the header, each by its columns. */
async function report(): Promise<readonly Readonly<Record<string, string>>[]> {
  const answer = await h.ask(h.root, "GetCredentialReport", {});
  assert.equal(answer.ReportFormat, "text/csv");
  const [header, ...rows] = Buffer.from(answer.Content ?? "")
    .toString()
    .split("\n");
  assert.equal(header, COLUMNS);
  const names = COLUMNS.split(",");
  return rows.map((row) => {
    const cells = [...row.matchAll(/"([^"]*)"|([^,]+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
    assert.equal(cells.length, names.length, row);
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ""]));
  });
}

const iso = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;

test("a report is begun, made behind the request, and good for four hours", async () => {
  const isMissing = (code: string) => refuses(h.ask(h.root, "GetCredentialReport", {}), code, "");
  await isMissing("ReportNotPresent");
  const Description = "No report exists. Starting a new report generation task";
  assert.deepEqual(await generate(), { State: "STARTED", Description });
  assert.deepEqual(await generate(), { State: "INPROGRESS" });
  await isMissing("ReportInProgress");
  await h.env.background.idle();
  assert.deepEqual(await generate(), { State: "COMPLETE" });
  const begun = h.now();
  const { GeneratedTime } = await h.ask(h.root, "GetCredentialReport", {});
  assert.equal(GeneratedTime?.getTime(), begun);
  await h.ask(h.root, "CreateUser", { UserName: "late" });
  h.advance(4 * 60 * MINUTE_MS - 1_000);
  assert.equal((await report()).length, 1);
  h.advance(1_000);
  await isMissing("ReportExpired");
  assert.equal((await generate()).State, "STARTED");
  await h.env.background.idle();
  assert.equal((await report()).length, 2);
});

test("a report that was lost with its process is begun anew", async () => {
  const lost: ReportRecord = {
    id: h.accountId,
    kind: "credential",
    accountId: h.accountId,
    requestedBy: "x",
    request: "{}",
    state: "IN_PROGRESS",
    requestedAt: h.now(),
  };
  await h.store.write((tx) => tx.reports.put(lost));
  h.advance(MINUTE_MS);
  assert.equal((await generate()).State, "INPROGRESS");
  await h.env.background.idle();
  h.advance(MINUTE_MS);
  assert.equal((await generate()).State, "STARTED");
  await h.env.background.idle();
  assert.equal((await report()).length, 1);
});

test("who has nothing", async () => {
  await h.ask(h.root, "CreateUser", { UserName: "a,b", Path: "/staff/" });
  await generate();
  await h.env.background.idle();
  const [root, user] = await report();
  const none = { ...user, user: "", arn: "", user_creation_time: "" };
  assert.equal(root?.user, "<root_account>");
  assert.equal(root?.arn, "arn:aws:iam::111111111111:root");
  assert.equal(root?.password_last_changed, "not_supported");
  assert.equal(root?.password_next_rotation, "not_supported");
  assert.equal(user?.user, "a,b");
  assert.equal(user?.arn, "arn:aws:iam::111111111111:user/staff/a,b");
  assert.equal(user?.user_creation_time, iso(h.now()));
  const values = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(none)) values.set(value, [...(values.get(value) ?? []), name]);
  assert.deepEqual(values.get("false"), [
    "password_enabled",
    "mfa_active",
    "access_key_1_active",
    "access_key_2_active",
    "cert_1_active",
    "cert_2_active",
  ]);
  assert.equal(values.get("N/A")?.length, COLUMNS.split(",").length - 3 - 6);
});

test("passwords with their age, keys with their use, devices and certificates", async () => {
  await h.ask(h.root, "UpdateAccountPasswordPolicy", { MaxPasswordAge: 90 });
  await h.ask(h.root, "CreateUser", { UserName: "Bob" });
  const made = h.now();
  await h.ask(h.root, "CreateLoginProfile", { UserName: "Bob", Password: "correct-Horse-7" });
  const key = await h.ask(h.root, "CreateAccessKey", { UserName: "Bob" });
  h.advance(MINUTE_MS);
  const second = await h.ask(h.root, "CreateAccessKey", { UserName: "Bob" });
  const inactive = toAccessKeyId(second.AccessKey?.AccessKeyId ?? "");
  await h.ask(h.root, "UpdateAccessKey", { UserName: "Bob", AccessKeyId: inactive, Status: "Inactive" });
  const { User } = await h.ask(h.root, "GetUser", { UserName: "Bob" });
  const usage = {
    subject: key.AccessKey?.AccessKeyId ?? "",
    at: h.now(),
    service: "s3",
    region: "us-east-1",
  };
  await h.store.write((tx) =>
    tx.usage.record([usage, { subject: User?.UserId ?? "", at: h.now() + MINUTE_MS }]),
  );
  await generate();
  await h.env.background.idle();
  const row = (await report()).find(({ user }) => user === "Bob");
  assert.deepEqual(
    { ...row, arn: "" },
    {
      ...{ user: "Bob", arn: "", user_creation_time: iso(made), password_enabled: "true" },
      password_last_used: iso(h.now() + MINUTE_MS),
      password_last_changed: iso(made),
      password_next_rotation: iso(made + 90 * 24 * 60 * MINUTE_MS),
      mfa_active: "false",
      ...{ access_key_1_active: "true", access_key_1_last_rotated: iso(made) },
      access_key_1_last_used_date: iso(h.now()),
      ...{ access_key_1_last_used_region: "us-east-1", access_key_1_last_used_service: "s3" },
      ...{ access_key_2_active: "false", access_key_2_last_rotated: iso(h.now()) },
      access_key_2_last_used_date: "N/A",
      ...{ access_key_2_last_used_region: "N/A", access_key_2_last_used_service: "N/A" },
      ...{
        cert_1_active: "false",
        cert_1_last_rotated: "N/A",
        cert_2_active: "false",
        cert_2_last_rotated: "N/A",
      },
    },
  );
});

test("devices and certificates that a user has, active ones and others", async () => {
  await h.ask(h.root, "CreateUser", { UserName: "ann" });
  const { User } = await h.ask(h.root, "GetUser", { UserName: "ann" });
  const ownerId = toUniqueId(User?.UserId ?? "");
  const owner = { accountId: h.accountId, ownerKind: "user", ownerId } as const;
  const made = h.now();
  const certificates = { ...owner, body: "" };
  await h.store.write(async (tx) => {
    await tx.mfaDevices.insert({
      ...{ accountId: h.accountId, serialNumber: "GAHT12345678", kind: "hardware", clockSteps: 0 },
      ...{ assignment: { ownerKind: "user", ownerId, enabledAt: made }, tags: [], createdAt: made },
    });
    await tx.signingCertificates.insert({
      ...certificates,
      id: "A".repeat(24),
      status: "Inactive",
      createdAt: made,
    });
    const createdAt = made + MINUTE_MS;
    await tx.signingCertificates.insert({ ...certificates, id: "B".repeat(24), status: "Active", createdAt });
  });
  await generate();
  await h.env.background.idle();
  const [root, row] = await report();
  assert.equal(root?.mfa_active, "false");
  assert.deepEqual(
    [
      row?.mfa_active,
      row?.cert_1_active,
      row?.cert_1_last_rotated,
      row?.cert_2_active,
      row?.cert_2_last_rotated,
    ],
    ["true", "false", iso(made), "true", iso(made + MINUTE_MS)],
  );
});
