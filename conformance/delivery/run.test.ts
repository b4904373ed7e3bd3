import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { UpdateRoleCommand } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { clientsOf } from "../installation/clients.ts";
import { missingClient } from "../installation/external-client.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ACCOUNT, ADMIN, seedKeysOf, seedUser, seedWithAdmin } from "../installation/seed.ts";
import { type RunningCommand, spawnCommand } from "./rolecall-child.ts";

/** `rolecall run`: a program with a role's credentials, without being told. */
const ROLE = `arn:aws:iam::${ACCOUNT}:role/Deploy`;
const DEV = seedKeysOf("dev");
const trust = (name: string) => ({
  Version: "2012-10-17",
  Statement: {
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${ACCOUNT}:user/${name}` },
    Action: "sts:AssumeRole",
  },
});
const CALLER = {
  AWS_ACCESS_KEY_ID: DEV.accessKeyId,
  AWS_SECRET_ACCESS_KEY: DEV.secretAccessKey,
};

let installation: TestInstallation;
before(async () => {
  installation = await startInstallation(
    seedWithAdmin({
      users: [seedUser("dev")],
      roles: [
        { name: "Deploy", trust: trust("dev") },
        { name: "Other", trust: trust("admin") },
      ],
    }),
  );
  const { iam } = clientsOf(installation, ADMIN);
  await iam.send(new UpdateRoleCommand({ RoleName: "Deploy", MaxSessionDuration: 7_200 }));
});
after(() => installation.stop());

function start(
  command: readonly string[],
  { role = ROLE, more = [], environment = {} } = {} as Starting,
): RunningCommand {
  const args = ["run", "--role", role, "--endpoint", installation.endpoint, ...more];
  return spawnCommand([...args, "--", ...command], { ...CALLER, ...environment });
}

interface Starting {
  readonly role?: string;
  readonly more?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

const SHOW_ENVIRONMENT = ["sh", "-c", "env; echo ready; exec sleep 60"];

/** The variables that a program finds. */
async function environmentOf(run: RunningCommand): Promise<Readonly<Record<string, string>>> {
  await run.until(/^ready$/m);
  return Object.fromEntries(
    run
      .stdout()
      .split("\n")
      .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
}

async function end(run: RunningCommand): Promise<number | null> {
  run.child.kill("SIGTERM");
  return run.ended;
}

describe("a program", () => {
  test("gets the role's credentials by its own token alone, and nothing of the caller's", async () => {
    const environment = {
      AWS_PROFILE: "mine",
      AWS_SESSION_TOKEN: "",
      AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/v2/other",
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: "/tmp/none",
      AWS_ROLE_ARN: "arn:aws:iam::111111111111:role/Mine",
      AWS_REGION: "eu-west-1",
    };
    const run = start(SHOW_ENVIRONMENT, {
      environment: { ...environment, AWS_SHARED_CREDENTIALS_FILE: "" },
      more: [],
    });
    // AWS_PROFILE does not win over keys for Rolecall's own commands, as for SDKs' it does not where keys are given.
    const seen = await environmentOf(run);
    for (const name of [...Object.keys(CALLER), ...Object.keys(environment)].filter(
      (each) => each !== "AWS_REGION",
    )) {
      assert.equal(seen[name], undefined, name);
    }
    assert.equal(seen.AWS_REGION, "eu-west-1");
    assert.equal(seen.AWS_ENDPOINT_URL, installation.endpoint);
    assert.equal(seen.AWS_EC2_METADATA_DISABLED, "true");
    const url = seen.AWS_CONTAINER_CREDENTIALS_FULL_URI ?? "";
    const authorization = seen.AWS_CONTAINER_AUTHORIZATION_TOKEN ?? "";
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/credentials$/);
    const answer = await fetch(url, { headers: { authorization } });
    const keys = JSON.parse(await answer.text());
    assert.deepEqual(Object.keys(keys), [
      "RoleArn",
      "AccessKeyId",
      "SecretAccessKey",
      "Token",
      "Expiration",
      "AccountId",
    ]);
    const { sts } = clientsOf(installation, {
      accessKeyId: keys.AccessKeyId,
      secretAccessKey: keys.SecretAccessKey,
      sessionToken: keys.Token,
    });
    const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
    assert.match(Arn ?? "", /:assumed-role\/Deploy\/rolecall-run-\d+$/);
    for (const headers of [
      {},
      { authorization: "" },
      { authorization: `${authorization}x` },
      { authorization: `Bearer ${authorization}` },
    ]) {
      const refused = await fetch(url, { headers });
      assert.equal(refused.status, 401);
      assert.doesNotMatch(await refused.text(), /ASIA/);
    }
    assert.equal(
      (await fetch(url, { headers: { authorization, "x-forwarded-for": "1.2.3.4" } })).status,
      403,
    );
    assert.equal((await fetch(`${url}/x`, { headers: { authorization } })).status, 404);
    assert.equal((await fetch(url, { method: "POST", headers: { authorization } })).status, 405);
    await end(run);
    await assert.rejects(fetch(url, { headers: { authorization } }), "it is gone with the program");
  });

  test("may have longer sessions, with a name and a region", async () => {
    const more = ["--duration", "7200", "--session-name", "night", "--region", "eu-central-1"];
    const run = start(SHOW_ENVIRONMENT, { more });
    const seen = await environmentOf(run);
    assert.equal(seen.AWS_DEFAULT_REGION, "eu-central-1");
    const authorization = seen.AWS_CONTAINER_AUTHORIZATION_TOKEN ?? "";
    const answer = await fetch(seen.AWS_CONTAINER_CREDENTIALS_FULL_URI ?? "", { headers: { authorization } });
    const { Expiration } = JSON.parse(await answer.text());
    const leftSeconds = (Date.parse(Expiration) - Date.now()) / 1_000;
    assert.ok(leftSeconds > 7_100 && leftSeconds <= 7_200, `${leftSeconds}`);
    await end(run);
  });

  for (const [script, code] of [
    ["exit 0", 0],
    ["exit 7", 7],
    ["kill -KILL $$", 137],
  ] as const) {
    test(`ends with ${code}: ${script}`, async () => {
      assert.equal(await start(["sh", "-c", script]).ended, code);
    });
  }

  for (const [signal, code] of [
    ["SIGTERM", 11],
    ["SIGINT", 12],
    ["SIGHUP", 13],
    ["SIGUSR1", 14],
  ] as const) {
    test(`is told of ${signal}`, async () => {
      const name = signal.slice(3);
      const run = start([
        "sh",
        "-c",
        `trap 'exit ${code}' ${name}; echo ready; while :; do sleep 0.05; done`,
      ]);
      await run.until(/ready/);
      run.child.kill(signal);
      assert.equal(await run.ended, code);
    });
  }

  test("is told of a signal that comes with its first instruction", async () => {
    for (let round = 0; round < 5; round += 1) {
      const script = "trap 'exit 13' HUP; kill -HUP $PPID; while :; do sleep 0.05; done";
      assert.equal(await start(["sh", "-c", script]).ended, 13);
    }
  });

  test("gets its arguments as they are, dashes and all", async () => {
    const run = start([
      "node",
      "-e",
      "console.log(JSON.stringify(process.argv.slice(1)))",
      "--",
      "--role",
      "a b",
      "--",
    ]);
    assert.equal(await run.ended, 0);
    assert.deepEqual(JSON.parse(run.stdout()), ["--role", "a b", "--"]);
  });
});

describe("a mistake is one line, and the exit code is 2", () => {
  const mistakes: readonly (readonly [
    args: readonly string[],
    said: RegExp,
    environment?: Readonly<Record<string, string>>,
  ])[] = [
    [["run"], /^rolecall run: which program\? Write it behind two dashes/],
    [["run", "--role", ROLE], /which program/],
    [["run", "--role", ROLE, "--"], /which program/],
    [["run", "--", "true"], /--role is missing/],
    [["run", "--role", "Deploy", "--", "true"], /--role: "Deploy" is no role/],
    [["run", "--role", "arn:aws:iam::111111111111:user/dev", "--", "true"], /is no role/],
    [["run", "--role", ROLE, "stray", "--", "true"], /"stray" is no option/],
    [["run", "--role", ROLE, "--duration", "1h", "--", "true"], /--duration: "1h" is no number of seconds/],
    [["run", "--role", ROLE, "--endpoint", "nowhere", "--", "true"], /--endpoint: "nowhere" is no address/],
    [
      ["run", "--role", ROLE, "--endpoint", "http://127.0.0.1:1", "--", "true"],
      /cannot be assumed: .*ECONNREFUSED/,
    ],
    [
      ["run", "--role", ROLE, "--data", "/nonexistent", "--", "true"],
      /which server\? None runs on the data folder/,
    ],
    [["run", "--role", ROLE, "--", "no-such-program"], /there is no program "no-such-program"/],
    [["run", "--role", ROLE, "--", "/etc/passwd"], /"\/etc\/passwd" is no program that this user may run/],
    [
      ["run", "--role", `arn:aws:iam::${ACCOUNT}:role/Other`, "--", "true"],
      /role\/Other cannot be assumed: .*not authorized to perform: sts:AssumeRole/,
    ],
    [["run", "--role", ROLE, "--duration", "43200", "--", "true"], /cannot be assumed: .*MaxSessionDuration/],
    [["run", "--role", ROLE, "--profile", "none", "--", "true"], /holds no profile none/],
  ];
  for (const [args, said] of mistakes) {
    test(args.join(" ").replaceAll(ROLE, "ROLE"), async () => {
      const asksHere = !args.includes("--endpoint") && !args.includes("--data");
      const environment = { ...CALLER, ...(asksHere && { AWS_ENDPOINT_URL: installation.endpoint }) };
      const run = spawnCommand(args, environment);
      assert.equal(await run.ended, 2);
      assert.match(run.stderr(), said);
      assert.match(run.stderr(), /^[^\n]+\n$/, "one line");
      assert.doesNotMatch(run.stderr(), new RegExp(DEV.secretAccessKey));
    });
  }
});

test("the AWS CLI finds the role without being told", {
  skip: missingClient("aws", "--version"),
}, async () => {
  const run = start(["aws", "sts", "get-caller-identity", "--output", "json"]);
  assert.equal(await run.ended, 0, run.stderr());
  assert.match(JSON.parse(run.stdout()).Arn, /:assumed-role\/Deploy\//);
});
