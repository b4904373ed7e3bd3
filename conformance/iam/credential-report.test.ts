import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import {
  CreateUserCommand,
  GenerateCredentialReportCommand,
  GetCredentialReportCommand,
} from "@aws-sdk/client-iam";
import { clientsOf } from "../installation/clients.ts";
import { startInstallation } from "../installation/installation.ts";
import { assertRefused } from "../installation/refusal.ts";
import { ADMIN, seedWithAdmin } from "../installation/seed.ts";
import { type IamStage, startIamStage } from "./stage.ts";

let stage: IamStage;
before(async () => {
  stage = await startIamStage();
});
after(() => stage?.stop());

test("a report is asked for, waited for and read, as a file of columns", async () => {
  const { iam } = stage.admin;
  await iam.send(new CreateUserCommand({ UserName: "a,b" }));
  await assertRefused(iam.send(new GetCredentialReportCommand({})), {
    code: "CredentialReportNotPresentException",
    status: 410,
  });
  const begun = await iam.send(new GenerateCredentialReportCommand({}));
  assert.deepEqual(
    [begun.State, begun.Description],
    ["STARTED", "No report exists. Starting a new report generation task"],
  );
  while ((await iam.send(new GenerateCredentialReportCommand({}))).State !== "COMPLETE") await setTimeout(50);
  const { Content, ReportFormat, GeneratedTime } = await iam.send(new GetCredentialReportCommand({}));
  assert.equal(ReportFormat, "text/csv");
  assert.equal(GeneratedTime?.getMilliseconds(), 0);
  const rows = Buffer.from(Content ?? [])
    .toString()
    .split("\n");
  assert.equal(rows.length, 1 + 1 + 3);
  assert.match(rows[1] ?? "", /^<root_account>,arn:aws:iam::\d{12}:root,\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ,/);
  assert.ok(rows.some((row) => row.startsWith('"a,b","arn:aws:iam::')));
});

test("a report of 5,000 users, which is 2.5 MB, comes whole", async (t) => {
  const path = `/${"p".repeat(350)}/`;
  const users = Array.from({ length: 4_997 }, (_, number) => ({ name: `user-${number}`, path }));
  const large = await startInstallation(seedWithAdmin({ users }));
  t.after(() => large.stop());
  const { iam } = clientsOf(large, ADMIN);
  const begunAt = performance.now();
  while ((await iam.send(new GenerateCredentialReportCommand({}))).State !== "COMPLETE") await setTimeout(20);
  t.diagnostic(`made in ${Math.round(performance.now() - begunAt)} ms`);
  const { Content } = await iam.send(new GetCredentialReportCommand({}));
  const text = Buffer.from(Content ?? []).toString();
  assert.ok(text.length > 2_500_000, String(text.length));
  const names = text.split("\n").map((row) => row.slice(0, row.indexOf(",")));
  const there = new Set(names);
  assert.ok(users.every(({ name }) => there.has(name)));
});
