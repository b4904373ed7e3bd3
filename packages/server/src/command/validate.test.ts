import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { runCommand, writeFiles } from "./policy/run-command.test-support.ts";

const GOOD = {
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::a/*" },
};
const TRUST = {
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } },
};

describe("rolecall validate", () => {
  it("guesses the kind of each document and answers 0 where AWS would take all", async (context) => {
    const files = writeFiles(context, { good: GOOD, trust: TRUST });
    const { exitCode, stdout, stderr } = await runCommand(["validate", files.good, files.trust]);
    assert.deepEqual([exitCode, stderr], [0, ""]);
    assert.equal(
      stdout,
      `${files.good}: nothing to say (identity)\n${files.trust}: nothing to say (trust)\n`,
    );
  });

  it("tells warnings with place and suggestion from AWS's reference data, and still answers 0", async () => {
    const stdin = JSON.stringify(
      {
        ...GOOD,
        Statement: {
          ...GOOD.Statement,
          Action: ["s3:GetObjcet", "sqs:SendMessage"],
          Condition: { Bool: { "aws:SecureTranport": "true" } },
        },
      },
      undefined,
      1,
    );
    const { exitCode, stdout } = await runCommand(["validate", "-"], { stdin });
    assert.equal(exitCode, 0);
    assert.equal(
      stdout,
      'stdin:6:4: warning: No known action of s3 matches "s3:GetObjcet".\n  Did you mean "s3:GetObject"?\n' +
        `stdin:7:4: warning: By AWS's reference "sqs:SendMessage" is about other resources: on these it does nothing.\n` +
        "  It is about arn:*:sqs:*:*:*.\n" +
        'stdin:12:5: warning: No service of AWS is known to have a condition key "aws:SecureTranport".\n' +
        '  Did you mean "aws:SecureTransport"?\n',
    );
  });

  it("knows what AWS says of variables, sets and resources", async () => {
    const stdin = JSON.stringify(
      {
        ...GOOD,
        Statement: {
          ...GOOD.Statement,
          Action: "s3:ListBucket",
          Resource: `arn:aws:s3:::a/\${aws:usrname}`,
          Condition: {
            StringEquals: { "aws:TagKeys": "a" },
            "ForAllValues:Bool": { "aws:SecureTransport": true },
          },
        },
      },
      undefined,
      1,
    );
    const { exitCode, stdout } = await runCommand(["validate", "-"], { stdin });
    assert.equal(exitCode, 0);
    const places = stdout.split("\n").filter((line) => line.startsWith("stdin"));
    assert.deepEqual(
      places.map((line) => /^stdin:(\d+:\d+): warning: (.{24})/.exec(line)?.slice(1)),
      [
        ["5:13", "By AWS's reference \"s3:L"],
        ["6:15", "No request has a value f"],
        ["9:5", '"aws:TagKeys" may have s'],
        ["12:5", '"aws:SecureTransport" ha'],
      ],
    );
  });

  it("sees a byte order mark", async () => {
    const stdin = `\ufeff${JSON.stringify(GOOD)}`;
    const { exitCode, stdout } = await runCommand(["validate", "-"], { stdin });
    assert.equal(exitCode, 2);
    assert.equal(
      stdout,
      "stdin:1:1: error: There is a byte order mark. Save the file as UTF-8 without one.\n  AWS: Syntax errors in policy.\n",
    );
  });

  it("tells errors with AWS's message and answers 2", async () => {
    const { exitCode, stdout } = await runCommand(["validate", "--kind", "trust", "-"], { stdin: "{" });
    assert.equal(exitCode, 2);
    assert.equal(
      stdout,
      "stdin:1:2: error: Expected a name in double quotes, found the end.\n  AWS: This policy contains invalid Json\n",
    );
  });

  it("tells scripts the same as JSON", async (context) => {
    const files = writeFiles(context, { good: GOOD, old: { Statement: GOOD.Statement } });
    const { exitCode, stdout } = await runCommand(["validate", "--json", "--managed", files.good, files.old]);
    assert.equal(exitCode, 2);
    assert.deepEqual(JSON.parse(stdout), [
      { file: files.good, kind: "identity", valid: true, findings: [] },
      {
        file: files.old,
        kind: "identity",
        valid: false,
        findings: [
          {
            severity: "error",
            code: "oldVersion",
            message: "This policy must be written in the current version of the policy language.",
            awsMessage: "Policy document must be version 2012-10-17 or greater.",
            suggestion: 'Add "Version": "2012-10-17".',
            line: 1,
            column: 1,
            endLine: 1,
            endColumn: 1,
          },
        ],
      },
    ]);
  });

  const WRONG: Readonly<
    Record<string, readonly [args: readonly string[], stdin: string | Uint8Array, stderr: RegExp]>
  > = {
    "no file": [[], "", /name a policy document/],
    "a kind that is none": [
      ["--kind", "policy", "-"],
      "{}",
      /There is no kind "policy"; use one of identity, trust/,
    ],
    "a file that is not there": [["/no/such/file"], "", /cannot be read/],
    "bytes that are no text": [["-"], new Uint8Array([0x7b, 0xff]), /standard input is not UTF-8/],
  };
  for (const [name, [args, stdin, message]] of Object.entries(WRONG)) {
    it(`answers 2 for ${name}`, async () => {
      const { exitCode, stderr } = await runCommand(["validate", ...args], { stdin });
      assert.equal(exitCode, 2);
      assert.match(stderr, message);
    });
  }
});
