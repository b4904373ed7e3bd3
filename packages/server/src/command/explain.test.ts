import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { runCommand, writeFiles } from "./policy/run-command.test-support.ts";

const policy = (...statements: readonly object[]) => ({ Version: "2012-10-17", Statement: statements });
const READ = { Effect: "Allow", Action: "s3:Get*", Resource: `arn:aws:s3:::photos/\${aws:username}/*` };
const ALL = { Effect: "Allow", Action: "*", Resource: "*" };

const ANA = "arn:aws:iam::111111111111:user/ana";
const own = ["--principal", ANA, "--action", "s3:GetObject", "--resource", "arn:aws:s3:::photos/ana/cat.jpg"];
const foreign = [...own.slice(0, 5), "arn:aws:s3:::photos/bob/cat.jpg"];

describe("rolecall explain", () => {
  it("answers 0 for allowed and 3 for denied, from a file and from standard input", async (context) => {
    const { read } = writeFiles(context, { read: policy(READ) });
    const allowed = await runCommand(["explain", "--policy", read, ...own]);
    assert.deepEqual([allowed.exitCode, allowed.stderr], [0, ""]);
    assert.match(allowed.stdout, /^✔ Allowed by an identity-based policy\n/);
    const denied = await runCommand(["explain", "--policy", "-", ...foreign], {
      stdin: JSON.stringify(policy(READ)),
    });
    assert.equal(denied.exitCode, 3);
    assert.match(denied.stdout, /statement 1 of standard input: Resource does not match/);
  });

  it("tells a script decision, layer, AWS's message and each statement with its place", async () => {
    const stdin = `{"Version":"2012-10-17","Statement":\n [${JSON.stringify({ ...READ, Sid: "Read" })}]}`;
    const { stdout } = await runCommand(["explain", "--policy", "-", "--json", ...foreign], { stdin });
    const { additions, ...report } = JSON.parse(stdout);
    assert.deepEqual(report, {
      decision: "implicitDeny",
      layer: "identity",
      message: `User: ${ANA} is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::photos/bob/cat.jpg because no identity-based policy allows the s3:GetObject action`,
      statements: [
        {
          layer: "identity",
          level: 0,
          policy: "standard input",
          index: 0,
          sid: "Read",
          line: 2,
          column: 3,
          effect: "Allow",
          matched: false,
          mismatch: {
            element: "Resource",
            actual: "arn:aws:s3:::photos/bob/cat.jpg",
            expected: ["arn:aws:s3:::photos/ana/*"],
          },
        },
      ],
    });
    assert.deepEqual(additions[0].statement, {
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::photos/bob/cat.jpg",
    });
  });

  it("puts every layer in its place", async (context) => {
    const files = writeFiles(context, {
      read: policy(READ),
      all: policy(ALL),
      none: policy({ ...ALL, Action: "ec2:*" }),
      rcp: policy({ ...ALL, Effect: "Deny", Principal: "*", Action: "s3:*" }),
      bucket: policy({ ...READ, Principal: { AWS: ANA }, Resource: "*" }),
    });
    const layerOf = async (...args: readonly string[]) => {
      const { stdout } = await runCommand(["explain", "--json", ...own, ...args]);
      const { decision, layer } = JSON.parse(stdout);
      return `${decision} ${layer}`;
    };
    const identity = ["--policy", files.read];
    assert.equal(await layerOf(...identity), "allowed identity");
    assert.equal(await layerOf(...identity, "--policy", files.none), "allowed identity");
    assert.equal(await layerOf(...identity, "--boundary", files.none), "implicitDeny boundary");
    assert.equal(await layerOf(...identity, "--session", files.none), "implicitDeny session");
    assert.equal(
      await layerOf(...identity, "--session", files.none, "--session", files.all),
      "allowed identity",
    );
    assert.equal(
      await layerOf(...identity, "--scp", files.all, "--scp", files.none),
      "implicitDeny serviceControl",
    );
    assert.equal(await layerOf(...identity, "--rcp", files.rcp), "explicitDeny resourceControl");
    assert.equal(await layerOf("--resource-policy", files.bucket), "allowed resource");
    assert.equal(
      await layerOf("--resource-policy", files.bucket, "--resource-account", "222222222222"),
      "implicitDeny identity",
    );
    assert.equal(await layerOf(...identity, "--resource-account", "222222222222"), "implicitDeny resource");
  });

  it("asks both sides when a role is assumed across accounts", async (context) => {
    const files = writeFiles(context, {
      trust: policy({
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { AWS: "111111111111" },
        Condition: { StringEquals: { "sts:ExternalId": "42" } },
      }),
      own: policy({ ...ALL, Action: "sts:AssumeRole" }),
    });
    const request = [
      "--principal",
      ANA,
      "--action",
      "sts:AssumeRole",
      "--resource",
      "arn:aws:iam::222222222222:role/audit",
    ];
    const exitCode = async (...args: readonly string[]) =>
      (await runCommand(["explain", "--trust", files.trust, ...request, ...args])).exitCode;
    assert.equal(await exitCode("--policy", files.own, "--context", "sts:ExternalId=42"), 0);
    assert.equal(await exitCode("--policy", files.own, "--context", "sts:ExternalId=43"), 3);
    assert.equal(await exitCode("--context", "sts:ExternalId=42"), 3);
  });

  it("takes several values of a context key, and any kind of principal", async () => {
    const Condition = { "ForAllValues:StringEquals": { "aws:TagKeys": ["team", "cost"] } };
    const stdin = JSON.stringify(policy({ ...ALL, Condition }));
    const ask = (...args: readonly string[]) =>
      runCommand(["explain", "--policy", "-", "--action", "s3:PutObject", ...args], { stdin });
    assert.equal((await ask("--context", "aws:TagKeys=team", "--context", "AWS:tagkeys=cost")).exitCode, 0);
    assert.equal((await ask("--context", "aws:TagKeys=team", "--context", "aws:TagKeys=other")).exitCode, 3);
    for (const principal of [
      "111111111111",
      "arn:aws:iam::111111111111:role/build",
      "arn:aws:sts::111111111111:assumed-role/build/one",
    ]) {
      assert.equal((await ask("--principal", principal)).exitCode, 0, principal);
    }
    for (const principal of ["ec2.amazonaws.com", "accounts.google.com", "anonymous"]) {
      assert.equal((await ask("--principal", principal)).exitCode, 3, principal);
    }
  });

  it("uses colours on a terminal unless told otherwise", async () => {
    const stdin = JSON.stringify(policy(READ));
    const stdoutOf = async (isColorful: boolean, ...args: readonly string[]) =>
      (await runCommand(["explain", "--policy", "-", ...own, ...args], { stdin, isColorful })).stdout;
    assert.ok((await stdoutOf(true)).includes("\u001b["));
    assert.ok(!(await stdoutOf(false)).includes("\u001b["));
    assert.ok(!(await stdoutOf(true, "--no-color")).includes("\u001b["));
  });

  const WRONG: Readonly<Record<string, readonly [args: readonly string[], stdin: string, stderr: RegExp]>> = {
    "no policy": [own, "", /give at least one policy/],
    "no action": [["--policy", "-"], "{}", /give the request's --action/],
    "an action that is none": [["--policy", "-", "--action", "s3"], "{}", /"s3" is no action/],
    "a principal that is none": [
      ["--policy", "-", "--action", "s3:A", "--principal", "bob"],
      "{}",
      /"bob" is no principal/,
    ],
    "a context that is none": [
      ["--policy", "-", "--action", "s3:A", "--context", "key"],
      "{}",
      /"key" is no context/,
    ],
    "a file that is not there": [
      ["--policy", "/no/such/file", ...own],
      "",
      /\/no\/such\/file cannot be read/,
    ],
    "standard input twice": [
      ["--policy", "-", "--boundary", "-", ...own],
      "{}",
      /standard input can be read once/,
    ],
    "a document that is not JSON": [
      ["--policy", "-", ...own],
      '{\n "a"',
      /^stdin:2:5: error: Expected ":", found the end/,
    ],
    "a document that AWS refuses": [
      ["--policy", "-", ...own],
      JSON.stringify(policy({ ...READ, Resource: "photos" })),
      /AWS: Resource photos must be in ARN format or "\*"\./,
    ],
  };
  for (const [name, [args, stdin, message]] of Object.entries(WRONG)) {
    it(`answers 2 for ${name}`, async () => {
      const { exitCode, stdout, stderr } = await runCommand(["explain", ...args], { stdin });
      assert.deepEqual([exitCode, stdout], [2, ""]);
      assert.match(stderr, message);
    });
  }
});
