/** `rolecall function run`: what a function finds on Lambda, and its credentials, on this machine. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { PutUserPolicyCommand } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { clientsOf, type Keys } from "../installation/clients.ts";
import { type ClientRun, runClient } from "../installation/external-client.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ACCOUNT, ADMIN, seedKeysOf, seedUser, seedWithAdmin } from "../installation/seed.ts";
import { serviceTrust } from "./service-world.ts";

const MAIN = fileURLToPath(new URL("../../packages/server/bin/main.js", import.meta.url));
const RESIZE = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:resize`;
const roleArn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const LAMBDA = "lambda.amazonaws.com";
const NOBODY = seedKeysOf("nobody");

const HANDLERS = `
export const handler = async (event, context) => {
  console.log("a log");
  return { event, name: context.functionName, arn: context.invokedFunctionArn, left: context.getRemainingTimeInMillis() > 0,
    environment: Object.fromEntries(Object.entries(process.env).filter(([name]) => /^(AWS_|_HANDLER|LAMBDA_)/.test(name))) };
};
export const callback = (event, context, done) => setTimeout(() => done(null, "later"), 10);
export const throwing = async () => { throw new RangeError("too wide"); };
export const odd = async () => { throw "text"; };
export const slow = () => new Promise((resolve) => setTimeout(resolve, 60_000));
export const leaving = () => process.exit(3);
export const big = async () => 1n;
export const value = 1;
`;

let installation: TestInstallation;
let folder: string;
before(async () => {
  installation = await startInstallation(
    seedWithAdmin({
      users: [seedUser("nobody")],
      roles: [
        {
          name: "Resize",
          trust: serviceTrust(LAMBDA, { Condition: { ArnEquals: { "aws:SourceArn": RESIZE } } }),
          inlinePolicies: {
            Own: {
              Version: "2012-10-17",
              Statement: {
                Effect: "Allow",
                Action: "iam:ListRoles",
                Resource: "*",
                Condition: { ArnEquals: { "lambda:SourceFunctionArn": RESIZE } },
              },
            },
          },
        },
        { name: "OfEc2", trust: serviceTrust("ec2.amazonaws.com") },
      ],
    }),
  );
  folder = mkdtempSync(join(tmpdir(), "rolecall-function-"));
  writeFileSync(join(folder, "index.mjs"), HANDLERS);
  writeFileSync(join(folder, "broken.mjs"), "export const = 1;");
});
after(async () => {
  rmSync(folder, { recursive: true, force: true });
  await installation?.stop();
});

interface Running {
  readonly as?: Keys;
  readonly stdin?: string;
  readonly role?: string;
}

function run(
  args: readonly string[],
  { as = ADMIN, stdin = "", role = "Resize" }: Running = {},
): Promise<ClientRun> {
  const given = ["--endpoint", installation.endpoint, "--name", "resize", "--role", roleArn(role)];
  return runClient(process.execPath, {
    args: ["-C", "@rolecall/source", MAIN, "function", "run", ...given, ...args],
    environment: {
      AWS_ACCESS_KEY_ID: as.accessKeyId,
      AWS_SECRET_ACCESS_KEY: as.secretAccessKey,
      AWS_PROFILE: "",
    },
    folder,
    stdin,
  });
}

test("a Node handler gets its event, Lambda's environment, and the execution role's credentials", async () => {
  const { code, stdout, stderr } = await run(["--event", "-"], { stdin: '{"width":10}' });
  assert.equal(code, 0, stderr);
  assert.match(stderr, /a log/, "what it logs is no part of the result");
  const { event, name, arn, left, environment } = JSON.parse(stdout);
  assert.deepEqual([event, name, arn, left], [{ width: 10 }, "resize", RESIZE, true]);
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, ...rest } = environment;
  assert.equal(rest._HANDLER, "index.handler");
  assert.equal(rest.AWS_LAMBDA_FUNCTION_NAME, "resize");
  assert.equal(rest.AWS_LAMBDA_FUNCTION_VERSION, "$LATEST");
  assert.equal(rest.AWS_LAMBDA_LOG_GROUP_NAME, "/aws/lambda/resize");
  assert.match(rest.AWS_LAMBDA_LOG_STREAM_NAME, /^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/);
  assert.match(rest.AWS_EXECUTION_ENV, /^AWS_Lambda_nodejs\d+\.x$/);
  assert.equal(rest.AWS_PROFILE, undefined);
  const keys = {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    sessionToken: AWS_SESSION_TOKEN,
  };
  const { sts, iam } = clientsOf(installation, keys);
  const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
  assert.equal(Arn, `arn:aws:sts::${ACCOUNT}:assumed-role/Resize/resize`);
  const { ListRolesCommand } = await import("@aws-sdk/client-iam");
  await iam.send(new ListRolesCommand({}));
});

test("any command is a function: its event on standard input, its result on standard output", async () => {
  writeFileSync(join(folder, "event.json"), '{"width":10}');
  const script =
    'process.stdin.on("data", (data) => console.log(data + process.env.AWS_LAMBDA_FUNCTION_NAME))';
  const { code, stdout } = await run(["--event", "event.json", "--", process.execPath, "-e", script]);
  assert.deepEqual([code, stdout], [0, '{"width":10}resize\n']);
});

test("handlers with a callback are done when they say so", async () => {
  assert.deepEqual((await run(["--handler", "index.callback"])).stdout, '"later"\n');
});

const FAILURES: Readonly<Record<string, readonly [args: readonly string[], type: string, message: RegExp]>> =
  {
    "one that throws": [["--handler", "index.throwing"], "RangeError", /^too wide$/],
    "one that throws what is no error": [["--handler", "index.odd"], "string", /^text$/],
    "one that takes too long": [
      ["--handler", "index.slow", "--timeout", "1"],
      "Sandbox.Timedout",
      /^RequestId: \S+ Error: Task timed out after 1\.00 seconds$/,
    ],
    "one that ends its process": [
      ["--handler", "index.leaving"],
      "Runtime.ExitError",
      /Runtime exited with error: exit status 3$/,
    ],
    "one whose result is no JSON": [
      ["--handler", "index.big"],
      "Runtime.MarshalError",
      /^Unable to stringify/,
    ],
    "an export that is none": [
      ["--handler", "index.none"],
      "Runtime.HandlerNotFound",
      /^index\.none is undefined/,
    ],
    "an export that is no function": [
      ["--handler", "index.value"],
      "Runtime.HandlerNotFound",
      /not exported$/,
    ],
    "a file that is not there": [
      ["--handler", "away.handler"],
      "Runtime.ImportModuleError",
      /module 'away'$/,
    ],
    "a file that is no program": [
      ["--handler", "broken.handler"],
      "Runtime.UserCodeSyntaxError",
      /SyntaxError/,
    ],
    "a command that fails": [["--", "sh", "-c", "exit 4"], "Runtime.ExitError", /exit status 4$/],
  };

for (const [what, [args, type, message]] of Object.entries(FAILURES)) {
  test(`${what} is reported as Lambda reports it`, async () => {
    const { code, stdout } = await run(args);
    const { errorType, errorMessage } = JSON.parse(stdout);
    assert.deepEqual([code, errorType], [1, type]);
    assert.match(errorMessage, message);
  });
}

test("a role that does not trust Lambda, or not for this function, is not had", async () => {
  const words =
    /InvalidParameterValueException: The role defined for the function cannot be assumed by Lambda\./;
  for (const [role, name] of [
    ["OfEc2", "resize"],
    ["Resize", "rename"],
    ["Nowhere", "resize"],
  ] as const) {
    const { code, stdout, stderr } = await run(["--name", name], { role });
    assert.deepEqual([code, stdout], [2, ""], `${role} ${name}`);
    assert.match(stderr, words);
  }
});

test("who may not pass the role gets no function with it", async () => {
  const { iam } = clientsOf(installation, ADMIN);
  const statement = (Action: string, more: object = {}) => ({
    Effect: "Allow",
    Action,
    Resource: "*",
    ...more,
  });
  const allow = (...Statement: readonly object[]) =>
    iam.send(
      new PutUserPolicyCommand({
        UserName: "nobody",
        PolicyName: "own",
        PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement }),
      }),
    );
  const asNobody = () => run(["--handler", "index.callback"], { as: NOBODY });
  assert.match((await asNobody()).stderr, /not authorized to perform: rolecall:GetFunctionRoleCredentials/);
  await allow(statement("rolecall:GetFunctionRoleCredentials"));
  assert.match(
    (await asNobody()).stderr,
    /not authorized to perform: iam:PassRole on resource: \S+role\/Resize/,
  );
  const toEc2 = { Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } } };
  await allow(statement("rolecall:GetFunctionRoleCredentials"), statement("iam:PassRole", toEc2));
  assert.equal((await asNobody()).code, 2);
  const toLambda = { Condition: { StringEquals: { "iam:PassedToService": LAMBDA } } };
  await allow(statement("rolecall:GetFunctionRoleCredentials"), statement("iam:PassRole", toLambda));
  assert.equal((await asNobody()).code, 0);
});

test("what is given wrong is told before anything is asked", async () => {
  for (const [args, words] of [
    [["--handler", "index"], /--handler: "index" is not as index\.handler/],
    [["--timeout", "901"], /--timeout/],
    [["--event", "-"], /--event: this is no JSON/],
    [["--event", "nothing.json"], /cannot be read \(ENOENT\)/],
    [["--handler", "index.handler", "--", "sh"], /one or the other/],
    [["--name", "a b"], /--name/],
  ] as const) {
    const { code, stderr } = await run(args, { stdin: "{" });
    assert.equal(code, 2, stderr);
    assert.match(stderr, words);
  }
});
