import assert from "node:assert/strict";
import { type ChildProcessByStdio, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { after, before, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { fromTokenFile } from "@aws-sdk/credential-provider-web-identity";
import { missingClient, runClient } from "../installation/external-client.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { startIssuer, type TestIssuer } from "../installation/issuer.ts";
import { type ProjectedToken, projectToken } from "../installation/projected-token.ts";
import { ACCOUNT, seedWithAdmin } from "../installation/seed.ts";

/** Pods of a cluster have a role by their service account's token, in a file that changes under way; the clients are AWS's own. */
const AUDIENCE = "sts.amazonaws.com";
const SUBJECT = "system:serviceaccount:shop:checkout";
const RoleArn = `arn:aws:iam::${ACCOUNT}:role/Checkout`;
/** So much do clients' sessions have left when the clock is set forward. */
const LEFT_MS = 8_000;
const AGO_MS = 3_600_000 - LEFT_MS;

let installation: TestInstallation;
let issuer: TestIssuer;
let home: string;

before(async () => {
  issuer = await startIssuer(() => Date.now() + (installation?.clockOffsetMs() ?? 0));
  const trust = {
    Effect: "Allow",
    Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${issuer.location}` },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: { [`${issuer.location}:aud`]: AUDIENCE, [`${issuer.location}:sub`]: SUBJECT },
    },
  };
  const role = { name: "Checkout", trust: { Version: "2012-10-17", Statement: trust } };
  const providers = [{ url: issuer.url, clientIds: [AUDIENCE] }];
  installation = await startInstallation(seedWithAdmin({ oidcProviders: providers, roles: [role] }), [
    "--loopback-issuers",
  ]);
  home = mkdtempSync(join(tmpdir(), "rolecall-pod-"));
});
after(async () => {
  issuer?.stop();
  await installation?.stop();
  rmSync(home, { recursive: true, force: true });
});

/** As a cluster signs it for a pod of a service account. */
function podToken(subject = SUBJECT, more: object = {}): Promise<string> {
  const [, , namespace = "", name = ""] = subject.split(":");
  return issuer.sign({
    sub: subject,
    aud: [AUDIENCE],
    "kubernetes.io": {
      namespace,
      pod: { name: `${name}-6c8d5f7b9-x2x4z`, uid: "6f0d1f3e-4c36-4b3c-9d6c-1f3c3d1a7f10" },
      serviceaccount: { name, uid: "14ee3fa4-a7e2-420f-9f9a-dbc4507c3798" },
    },
    ...more,
  });
}

/** What the pod identity webhook sets, and where Rolecall is. */
function podEnvironment({ file }: ProjectedToken): Readonly<Record<string, string>> {
  return {
    AWS_ROLE_ARN: RoleArn,
    AWS_WEB_IDENTITY_TOKEN_FILE: file,
    AWS_REGION: "us-east-1",
    AWS_DEFAULT_REGION: "us-east-1",
    AWS_ENDPOINT_URL_STS: installation.endpoint,
    AWS_EC2_METADATA_DISABLED: "true",
    HOME: home,
  };
}

/** A program that lives as long as its pod, and does what it is told line by line. */
interface Pod {
  /** @returns what it answers: who it is, or what went wrong */
  tell(what: "load" | "call"): Promise<string>;
  stop(): void;
}

function startPod(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Pod {
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(program, args, {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async tell(what) {
      child.stdin.write(`${what}\n`);
      const { value, done } = await lines.next();
      return done ? assert.fail("The pod ended.") : value;
    },
    stop: () => child.kill("SIGKILL"),
  };
}

const JAVASCRIPT = `
  import { createInterface } from "node:readline";
  import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
  const client = new STSClient({ maxAttempts: 1 });
  for await (const what of createInterface({ input: process.stdin })) {
    const answer = what === "load"
      ? client.config.credentials().then(() => "loaded")
      : client.send(new GetCallerIdentityCommand({})).then(({ Arn }) => Arn);
    console.log(await answer.catch((error) => error.name + ": " + error.message));
  }`;

const PYTHON = `
import sys, boto3
session = boto3.Session()
for line in sys.stdin:
    try:
        if line.strip() == "load":
            session.get_credentials().get_frozen_credentials()
            print("loaded", flush=True)
        else:
            print(session.client("sts").get_caller_identity()["Arn"], flush=True)
    except Exception as error:
        print(getattr(error, "response", {}).get("Error", {}).get("Code", type(error).__name__), error, flush=True)
`;

const withoutBoto =
  spawnSync("python3", ["-c", "import boto3"], { stdio: "ignore" }).status === 0
    ? false
    : "boto3 is not installed";

const PODS = [
  {
    name: "the SDK for JavaScript's own chain of credentials",
    program: process.execPath,
    args: ["--input-type=module", "-e", JAVASCRIPT],
    skip: false,
  },
  { name: "boto3", program: "python3", args: ["-c", PYTHON], skip: withoutBoto },
] as const;

for (const { name, program, args, skip } of PODS) {
  test(`${name} reads the file anew when its session ends, and goes on`, { skip }, async () => {
    installation.advanceClock(-AGO_MS);
    const token = projectToken(await podToken());
    const pod = startPod(program, args, podEnvironment(token));
    try {
      assert.equal(await pod.tell("load"), "loaded");
      installation.advanceClock(AGO_MS);
      await wait(LEFT_MS);
      // The file's token ended long ago, too.
      assert.match(
        await pod.tell("call"),
        /^ExpiredToken(?:Exception)?\b.*Token expired: current date\/time/,
      );
      token.rotate(await podToken());
      const self = new RegExp(`^arn:aws:sts::${ACCOUNT}:assumed-role/Checkout/.+$`);
      assert.match(await pod.tell("call"), self);
      assert.match(await pod.tell("call"), self);
    } finally {
      pod.stop();
      token.remove();
    }
  });
}

test("the AWS CLI in a pod is the role", { skip: missingClient("aws", "--version") }, async () => {
  const token = projectToken(`${await podToken()}\n`);
  const args = ["sts", "get-caller-identity", "--query", "Arn", "--output", "text"];
  const environment = { ...podEnvironment(token), AWS_ROLE_SESSION_NAME: "checkout-1" };
  const { stdout, stderr } = await runClient("aws", { args, environment });
  assert.equal(stdout, `arn:aws:sts::${ACCOUNT}:assumed-role/Checkout/checkout-1\n`, stderr);
  token.remove();
});

/** As a program asks for the role that names the file itself. */
async function callerOf(token: ProjectedToken): Promise<string | undefined> {
  const place = { endpoint: installation.endpoint, region: "us-east-1" };
  const credentials = fromTokenFile({
    webIdentityTokenFile: token.file,
    roleArn: RoleArn,
    roleSessionName: "by-name",
    clientConfig: { ...place, maxAttempts: 1 },
  });
  return (
    await new STSClient({ ...place, credentials, maxAttempts: 1 }).send(new GetCallerIdentityCommand({}))
  ).Arn;
}

for (const [what, ending] of [
  ["nothing", ""],
  ["a line's end", "\n"],
  ["a line's end of Windows", "\r\n"],
] as const) {
  test(`the file's token may have ${what} behind it`, async () => {
    const token = projectToken(`${await podToken()}${ending}`);
    assert.equal(await callerOf(token), `arn:aws:sts::${ACCOUNT}:assumed-role/Checkout/by-name`);
    token.remove();
  });
}

test("other service accounts, other audiences and what is no token do not get the role", async () => {
  const denied = /^AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity$/;
  const noJwt = /^InvalidIdentityTokenException: The ID Token provided is not a valid JWT/;
  const invalid = /^InvalidIdentityTokenException: The web identity token provided could not be validated/;
  const cases: readonly (readonly [text: string, answer: RegExp])[] = [
    [await podToken("system:serviceaccount:shop:default"), denied],
    [await podToken("system:serviceaccount:shop-test:checkout"), denied],
    [await podToken("system:serviceaccount:shop:checkout-2"), denied],
    [await podToken(SUBJECT, { aud: ["https://kubernetes.default.svc"] }), invalid],
    [`${await podToken()} 11:11:49.782386   40364 v3.go:79] EOF`, noJwt],
    [`${await podToken()}\n\n`, noJwt],
    [`\n${await podToken()}`, noJwt],
  ];
  for (const [text, answer] of cases) {
    const token = projectToken(text);
    const told = await callerOf(token).catch(({ name, message }: Error) => `${name}: ${message}`);
    assert.match(told ?? "", answer);
    token.remove();
  }
});
