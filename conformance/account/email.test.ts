import assert from "node:assert/strict";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  AcceptPrimaryEmailUpdateCommand,
  GetPrimaryEmailCommand,
  GetPrimaryEmailUpdateStatusCommand,
  StartPrimaryEmailUpdateCommand,
} from "@aws-sdk/client-account";
import { DescribeAccountCommand } from "@aws-sdk/client-organizations";
import { readAuditLog } from "../installation/audit.ts";
import { assertRefused } from "../installation/refusal.ts";
import { type Company, MANAGEMENT, MEMBER, startCompany } from "./company.ts";

const PrimaryEmail = "new@example.com";

let company: Company;
before(async () => {
  company = await startCompany("account.amazonaws.com");
});
after(() => company.stop());

test("a member's primary e-mail changes with the code in the outbox", async () => {
  const { account, organizations } = company.management;
  const named = { AccountId: MEMBER };
  const started = await account.send(new StartPrimaryEmailUpdateCommand({ ...named, PrimaryEmail }));
  assert.equal(started.Status, "PENDING");
  const [Otp = ""] = company.codes();
  const accept = (otp: string) =>
    account.send(new AcceptPrimaryEmailUpdateCommand({ ...named, PrimaryEmail, Otp: otp }));
  await assertRefused(accept("000000"), { code: "ValidationException", status: 400 });
  assert.equal((await accept(Otp)).Status, "ACCEPTED");
  const read = await account.send(new GetPrimaryEmailCommand(named));
  assert.equal(read.PrimaryEmail, PrimaryEmail);
  const status = await account.send(new GetPrimaryEmailUpdateStatusCommand(named));
  assert.equal(status.Status, "COMPLETED");
  assert.ok(Date.now() - Number(status.UpdatedAt) < 60_000);
  const described = await organizations.send(new DescribeAccountCommand(named));
  assert.equal(described.Account?.Email, PrimaryEmail);
});

test("an address that another account has is refused", async () => {
  const taken = { AccountId: MEMBER, PrimaryEmail: `root@${MANAGEMENT}.example` };
  const call = company.management.account.send(new StartPrimaryEmailUpdateCommand(taken));
  await assertRefused(call, { code: "ConflictException", status: 409 });
});

test("the outbox is its owner's alone, and the audit log knows no code", async () => {
  const outbox = join(company.installation.dataFolder, "outbox");
  assert.ok(readdirSync(outbox).length > 0);
  for (const name of readdirSync(outbox)) assert.equal(statSync(join(outbox, name)).mode & 0o777, 0o600);
  const log = JSON.stringify(await readAuditLog(company.installation));
  assert.match(log, /AcceptPrimaryEmailUpdate/);
  for (const code of company.codes()) assert.ok(!log.includes(code), "a code is in the audit log");
});

test("health says where mail goes", async () => {
  const response = await fetch(`${company.installation.endpoint}/_rolecall/health`);
  const { outbox } = (await response.json()) as { outbox: string };
  assert.match(outbox, /go to the outbox/);
  // Files are for who may read them: nobody asks for them by HTTP.
  assert.equal((await fetch(`${company.installation.endpoint}/_rolecall/outbox`)).status, 404);
});
