/** A clock that tests move, and clients whose clock nobody moves. */
import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { ListUsersCommand } from "@aws-sdk/client-iam";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { RolecallError, startRolecall } from "../../packages/rolecall/src/index.ts";
import { openAwsCliShell, withoutAwsCliShell } from "../installation/aws-cli-shell.ts";
import { startChild } from "../installation/child-process.ts";
import { clientsOf, keysOf } from "../installation/clients.ts";
import { ACCOUNT, COMPANY, DEPLOYER } from "./company.ts";

const HOUR_MS = 3_600_000;
const rolecall = await startRolecall({ seed: COMPANY });
beforeEach(() => rolecall.reset());
after(() => rolecall.close());

const installation = (offsetMs = 0) => ({ endpoint: rolecall.endpoint, clockOffsetMs: () => offsetMs });
const as = (name: string, offsetMs?: number) => clientsOf(installation(offsetMs), rolecall.credentials(name));
const assume = { RoleArn: DEPLOYER, RoleSessionName: "run", DurationSeconds: 900 };

test("a session expires when the clock is moved beyond its end, and keys go on", async () => {
  const { Credentials } = await as("admin").sts.send(new AssumeRoleCommand(assume));
  const session = clientsOf(installation(), keysOf(Credentials)).sts;
  rolecall.clock.advance({ minutes: 14 });
  const { Arn } = await session.send(new GetCallerIdentityCommand({}));
  assert.equal(Arn, `arn:aws:sts::${ACCOUNT}:assumed-role/Deployer/run`);
  rolecall.clock.advance({ minutes: 1 });
  await assert.rejects(session.send(new GetCallerIdentityCommand({})), { name: "ExpiredToken" });
  await as("admin").sts.send(new GetCallerIdentityCommand({}));
  rolecall.clock.advance({ days: 365 });
  const later = await as("admin").sts.send(new AssumeRoleCommand(assume));
  const leftMs = (later.Credentials?.Expiration?.getTime() ?? 0) - rolecall.clock.now().getTime();
  assert.ok(leftMs > 890_000 && leftMs <= 900_000, String(leftMs));
  await clientsOf(installation(), keysOf(later.Credentials)).sts.send(new GetCallerIdentityCommand({}));
});

test("policies see the moved clock, and so does what is recorded", async () => {
  const list = () => as("ci").iam.send(new ListUsersCommand({}));
  await assert.rejects(list(), { name: "AccessDenied" });
  rolecall.clock.set("2041-06-01T00:00:00Z");
  await list();
  const events = await rolecall.audit();
  assert.match(events.at(-1)?.eventTime ?? "", /^2041-06-01T00:00:0\dZ$/);
  rolecall.clock.set(new Date("2001-01-01T00:00:00Z"));
  await assert.rejects(list(), { name: "AccessDenied" });
  const [first, second, third] = await rolecall
    .denials()
    .then((all) => all.map(({ at }) => at.getUTCFullYear()));
  assert.deepEqual([first, second, third], [new Date().getUTCFullYear(), 2001, undefined]);
});

test("requests may be signed by the machine's clock or by the moved one, and by no other", async () => {
  rolecall.clock.advance({ hours: 5 });
  for (const offsetMs of [0, 5 * HOUR_MS])
    await as("admin", offsetMs).sts.send(new GetCallerIdentityCommand({}));
  for (const offsetMs of [-HOUR_MS, 2 * HOUR_MS, 6 * HOUR_MS]) {
    const refused = as("admin", offsetMs).sts.send(new GetCallerIdentityCommand({}));
    await assert.rejects(refused, {
      name: "SignatureDoesNotMatch",
      message: /^Signature (?:expired|not yet current)/,
    });
  }
});

test("a client whose own clock is wrong puts it right by what it is answered, as on AWS", async () => {
  rolecall.clock.advance({ days: 3 });
  const { endpoint, region } = rolecall;
  const credentials = rolecall.credentials("admin");
  const client = new STSClient({ endpoint, region, credentials, systemClockOffset: -2 * HOUR_MS });
  // The SDK sends once more what failed for its clock where the new time is minutes from the machine's; here it is the same.
  await assert.rejects(client.send(new GetCallerIdentityCommand({})), { name: "SignatureDoesNotMatch" });
  const offsetMs = (client.config as { readonly systemClockOffset: number }).systemClockOffset;
  assert.ok(Math.abs(offsetMs) < 60_000, "by the Date header, which is the machine's");
  await client.send(new GetCallerIdentityCommand({}));
});

test("the AWS CLI goes on, however far the clock is moved", { skip: withoutAwsCliShell }, async () => {
  const shell = openAwsCliShell(
    installation() as Parameters<typeof openAwsCliShell>[0],
    rolecall.credentials("admin"),
  );
  try {
    for (const time of ["2099-12-30T00:00:00Z", "2001-01-01T00:00:00Z"]) {
      rolecall.clock.set(time);
      const { Account } = await shell.run("sts", "get-caller-identity");
      assert.equal(Account, ACCOUNT);
    }
  } finally {
    shell.close();
  }
});

test("a time that cannot be is refused, and moves nothing", () => {
  const refused = (move: () => void, message: RegExp) =>
    assert.throws(move, (error: unknown) => {
      assert.ok(error instanceof RolecallError && error.code === "clock");
      assert.match(error.message, message);
      return true;
    });
  const { clock } = rolecall;
  refused(() => clock.set("nonsense"), /a time that is none/);
  refused(() => clock.set("1999-12-31T23:59:59Z"), /from 2000 to 2099/);
  refused(() => clock.advance({ seconds: -1 }), /seconds is no number from 0 on/);
  refused(() => clock.advance({ days: Number.NaN }), /days is no number from 0 on/);
  refused(() => clock.advance({ weeks: 1 } as object), /not by "weeks"/);
  assert.ok(Math.abs(clock.now().getTime() - Date.now()) < 1_000);
});

test("several processes keep their clocks, and say so", async () => {
  const child = await startChild(["--ephemeral", "--workers", "2"]);
  try {
    const response = await fetch(`${child.endpoint}/_rolecall/clock`, { method: "POST" });
    assert.equal(response.status, 409);
    assert.match(await response.text(), /The clock stays where it is: of several processes \(--workers\)/);
  } finally {
    await child.stop();
  }
});
