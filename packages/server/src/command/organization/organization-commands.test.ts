import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { ANSWERS } from "../../organization/document/made-up-answers.test-support.ts";
import { startTestProgram } from "../../program.test-support.ts";
import { runCommand } from "../policy/run-command.test-support.ts";

function newFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-organization-"));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const answers = JSON.stringify(ANSWERS);

/** Made of the answers of the AWS CLI, as all tests here look at it. */
async function imported(context: TestContext): Promise<string> {
  const data = join(newFolder(context), "data");
  const made = await runCommand(["import", "organization", "-", "--data", data], { stdin: answers });
  assert.deepEqual([made.exitCode, made.stderr], [0, ""]);
  assert.match(
    made.stdout,
    /^The organization of account 111111111111 was made with 3 accounts\.\n.*credentials holds the profiles/,
  );
  return data;
}

const TREE = `Organization o-exampleorgid · all features · 3 accounts · 2 units · 2 policies
policy types that are enabled: SCP, Tag

Root  r-ab12  [SCP DenyLeaving]
├─ ★ company  111111111111  management account
└─ Workloads  ou-ab12-workload
   ├─ shop  222222222222  [Tag DenyLeaving]
   └─ Retired  ou-ab12-retired0  without FullAWSAccess  [SCP DenyLeaving]
      └─ old-shop  333333333333  closed
`;

test("what was imported is drawn, exported, and imported again", async (context) => {
  const data = await imported(context);
  assert.deepEqual(await runCommand(["tree", "--data", data]), { exitCode: 0, stdout: TREE, stderr: "" });
  const first = await runCommand(["export", "organization", "--data", data]);
  assert.equal(first.exitCode, 0, first.stderr);
  const again = join(newFolder(context), "again");
  const made = await runCommand(["import", "organization", "-", "--data", again], { stdin: first.stdout });
  assert.equal(made.exitCode, 0, made.stderr);
  assert.equal((await runCommand(["export", "organization", "--data", again])).stdout, first.stdout);
  const json = JSON.parse((await runCommand(["tree", "--data", again, "--json"])).stdout);
  assert.deepEqual([json.id, json.root.units[0].name], ["o-exampleorgid", "Workloads"]);
  const picture = join(newFolder(context), "tree.svg");
  assert.equal((await runCommand(["tree", "--data", again, "--svg", picture])).exitCode, 0);
  assert.match(readFileSync(picture, "utf8"), /^<svg .*>333333333333<\/text>.*<\/svg>\n$/s);
});

test("a server is asked as whoever has the profile, and draws the same", async (context) => {
  const data = await imported(context);
  const program = await startTestProgram(["--data", data], { logError: assert.fail });
  context.after(() => program.close());
  const ask = (...args: readonly string[]) =>
    runCommand(["tree", "--endpoint", program.endpoint, ...args], {
      environment: { AWS_SHARED_CREDENTIALS_FILE: join(data, "credentials") },
    });
  assert.deepEqual(await ask(), { exitCode: 0, stdout: TREE, stderr: "" });
  const stranger = await ask("--profile", "nobody");
  assert.equal(stranger.exitCode, 2);
  assert.match(stranger.stderr, /credentials holds no profile nobody\. Name one with --profile/);
  const wrong = await runCommand(["tree", "--endpoint", program.endpoint], {
    environment: {
      AWS_ACCESS_KEY_ID: "AKIANOBODYNOBODYNOBO",
      AWS_SECRET_ACCESS_KEY: "a-secret-of-at-least-16",
    },
  });
  assert.equal(wrong.exitCode, 2);
  assert.match(
    wrong.stderr,
    /^rolecall tree: DescribeOrganization was refused: UnrecognizedClientException: /,
  );
});

test("an import can be a seed instead, with a way in, for its owner alone", async (context) => {
  const file = join(newFolder(context), "seed.json");
  const made = await runCommand(["import", "organization", "-", "--seed", file], { stdin: answers });
  assert.equal(made.exitCode, 0, made.stderr);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  const { accounts } = JSON.parse(readFileSync(file, "utf8"));
  const [admin] = accounts.find(({ id }: { id: string }) => id === "111111111111").users;
  assert.equal(admin.name, "admin");
  const program = await startTestProgram(["--ephemeral", "--seed", file], { logError: assert.fail });
  context.after(() => program.close());
  const [{ id, secret }] = admin.accessKeys;
  const drawn = await runCommand(["tree", "--endpoint", program.endpoint], {
    environment: { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret },
  });
  assert.deepEqual(drawn, { exitCode: 0, stdout: TREE, stderr: "" });
  const twice = await runCommand(["import", "organization", "-", "--seed", file], { stdin: answers });
  assert.match(twice.stderr, /--seed .*seed\.json: there is such a file already\.\n$/);
});

test("what cannot be is told in a sentence", async (context) => {
  const data = await imported(context);
  const cases: readonly (readonly [args: readonly string[], stderr: RegExp])[] = [
    [
      ["import", "organization", "-", "--data", data],
      /this store holds accounts already\. An import fills an empty one/,
    ],
    [["import", "organization"], /^rolecall import organization: name the file: /],
    [["import", "organization", "/nowhere.json"], /nowhere\.json cannot be read/],
    [["tree", "--data", "/nowhere"], /--data \/nowhere: there is no \/nowhere\/rolecall\.db\./],
    [
      ["tree", "--data", data, "--organization", "o-otherother"],
      /there is no organization o-otherother here\. There is: o-exampleorgid of account 111111111111\./,
    ],
    [["tree", "--endpoint", "nowhere"], /--endpoint: "nowhere" is not a URL/],
    [["tree", "--endpoint", "http://127.0.0.1:1"], /holds no profile rolecall/],
    [["tree", "--data", data, "--json", "--svg", "x"], /--json and --svg exclude each other/],
    [
      ["tree", "--data", data, "--svg", "/nowhere/x.svg"],
      /\/nowhere\/x\.svg is not there and cannot be made/,
    ],
  ];
  for (const [args, expected] of cases) {
    const { exitCode, stdout, stderr } = await runCommand(args, { stdin: answers });
    assert.deepEqual([exitCode, stdout], [2, ""], args.join(" "));
    assert.match(stderr, expected);
  }
});
