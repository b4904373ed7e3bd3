import assert from "node:assert/strict";
import { after, before, describe, mock, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { UpdateRoleCommand } from "@aws-sdk/client-iam";
import { STSClient } from "@aws-sdk/client-sts";
import type { MetadataDoor } from "@rolecall/metadata";
import { clientsOf } from "../installation/clients.ts";
import { missingClient, runClient } from "../installation/external-client.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ADMIN, seedWithAdmin } from "../installation/seed.ts";
import { MACHINE_ROLE, type Machine, startMachine } from "./machine.ts";

/** A day of unmodified clients on a clock that runs ahead for all: client, metadata service and the STS behind it. */
const SCRIPT = fileURLToPath(new URL("day.py", import.meta.url));
const HOUR_MS = 3_600_000;
const DAY_MINUTES = 24 * 60;
const withoutBotocore = missingClient("python3", "-cimport botocore");

let installation: TestInstallation;
before(async () => {
  installation = await startInstallation(seedWithAdmin({ roles: [MACHINE_ROLE] }));
  const { iam } = clientsOf(installation, ADMIN);
  await iam.send(new UpdateRoleCommand({ RoleName: "Web", MaxSessionDuration: 6 * 3_600 }));
});
after(() => installation.stop());

const clock = () => Date.now() + installation.clockOffsetMs();

/** Turns the clock of all when it is asked to, and says what the server made. */
function clockDoor(machineOf: () => Machine, onTurned: () => void): MetadataDoor {
  return {
    takes: ({ rawPath }) => rawPath === "/clock",
    async answer({ rawQuery }) {
      installation.advanceClock(Number(new URLSearchParams(rawQuery).get("seconds")) * 1_000);
      onTurned();
      const machine = machineOf();
      machine.tick();
      machine.asked.length = 0;
      const ends = Object.fromEntries(machine.ends);
      return { status: 200, headers: {}, body: JSON.stringify({ nowMs: clock(), ends }) };
    },
  };
}

interface Day {
  readonly durationSeconds: number;
  readonly route: "instance" | "container";
  /** Whether nobody can ask the server, by the time of the day. */
  readonly isAway?: (dayMs: number) => boolean;
}

async function liveDay({ durationSeconds, route, isAway = () => false }: Day) {
  const startedAtMs = clock();
  const turned = () => {
    machine.isAway = isAway(clock() - startedAtMs);
  };
  const machine: Machine = await startMachine(installation, {
    clock,
    durationSeconds,
    more: [clockDoor(() => machine, turned)],
  });
  const { stdout, stderr } = await runClient("python3", {
    args: [SCRIPT, String(DAY_MINUTES), "30"],
    environment: {
      CLOCK: `${machine.endpoint}/clock`,
      HOME: "/nonexistent",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
      AWS_CONFIG_FILE: "/dev/null",
      ...(route === "instance"
        ? { AWS_EC2_METADATA_SERVICE_ENDPOINT: machine.endpoint }
        : { AWS_CONTAINER_CREDENTIALS_FULL_URI: `${machine.endpoint}/v2/credentials/0b1c2d3e` }),
    },
  });
  await machine.stop();
  assert.equal(stderr, "");
  return { ...JSON.parse(stdout), made: machine.ends.size };
}

describe("botocore lives a day without one request by ended credentials", { skip: withoutBotocore }, () => {
  for (const route of ["instance", "container"] as const) {
    test(`sessions of one hour, by the ${route}'s route`, async () => {
      const { uses, dead, worstLateMs, keys, made } = await liveDay({ durationSeconds: 3_600, route });
      assert.deepEqual([uses, dead, worstLateMs], [2_880, 0, 0]);
      // Each is replaced after 45 minutes; those of the other route are made too, and nobody uses them.
      assert.ok(keys >= 24 && made <= 68, `${keys} used of ${made} made`);
    });
  }

  test("the server is away for an hour", async () => {
    const isAway = (dayMs: number) => dayMs > 7.3 * HOUR_MS && dayMs < 8.3 * HOUR_MS;
    const { uses, dead, made } = await liveDay({ durationSeconds: 6 * 3_600, route: "instance", isAway });
    assert.deepEqual([uses, dead], [2_880, 0]);
    assert.ok(made >= 23 && made <= 26, `${made} sessions, one an hour`);
  });
});

test("the SDK for JavaScript lives a day without one request by ended credentials, the server away for an hour of it", async () => {
  mock.timers.enable({ apis: ["Date"], now: clock() });
  const offsetMs = installation.clockOffsetMs();
  // The installation's own offset counts no more than what the clock of all says.
  installation.advanceClock(-offsetMs);
  const machine = await startMachine(installation, { durationSeconds: 6 * 3_600 });
  process.env.AWS_EC2_METADATA_SERVICE_ENDPOINT = machine.endpoint;
  process.env.AWS_SHARED_CREDENTIALS_FILE = "/dev/null";
  process.env.AWS_CONFIG_FILE = "/dev/null";
  try {
    const { config } = new STSClient({ region: "us-east-1" });
    const startedAtMs = Date.now();
    let uses = 0;
    for (let minute = 0; minute < DAY_MINUTES; minute += 1) {
      mock.timers.setTime(startedAtMs + minute * 60_000);
      machine.isAway = minute > 440 && minute < 500;
      machine.tick();
      const { accessKeyId } = await config.credentials();
      assert.ok((machine.ends.get(accessKeyId) ?? 0) > Date.now(), `minute ${minute}`);
      uses += 1;
      // What it asks for in the background is a matter of milliseconds, and not of minutes that are over at once.
      await wait(5);
    }
    assert.equal(uses, 1_440);
    assert.ok(machine.ends.size >= 23 && machine.ends.size <= 26, `${machine.ends.size} sessions`);
  } finally {
    for (const name of [
      "AWS_EC2_METADATA_SERVICE_ENDPOINT",
      "AWS_SHARED_CREDENTIALS_FILE",
      "AWS_CONFIG_FILE",
    ])
      delete process.env[name];
    mock.timers.reset();
    await machine.stop();
  }
});
