import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { callService } from "../../call-service.ts";
import { startTestProgram } from "../../program.test-support.ts";
import { runCommand } from "../policy/run-command.test-support.ts";
import type { WhyAnswer } from "./ask-why.ts";

const ACCOUNT = "111111111111";
const secret = "test-secret-of-at-least-16";
const document = (Statement: object) => JSON.stringify({ Version: "2012-10-17", Statement });
const SEED = `accounts:
  - id: "${ACCOUNT}"
    policies:
      - { name: Guard, document: ${document({ Sid: "NoUsers", Effect: "Deny", Action: "iam:CreateUser", Resource: "*" })} }
    users:
      - { name: admin, policies: [arn:aws:iam::aws:policy/AdministratorAccess], accessKeys: [{ id: AKIAADMINADMINADMINA, secret: ${secret} }] }
      - { name: ann, policies: [Guard], inlinePolicies: { All: ${document({ Effect: "Allow", Action: "*", Resource: "*" })} }, accessKeys: [{ id: AKIAANNANNANNANNANN, secret: ${secret} }] }
      - { name: eve, accessKeys: [{ id: AKIAEVEEVEEVEEVEEVE, secret: ${secret} }] }
`;

let folder: string;
let program: Awaited<ReturnType<typeof startTestProgram>>;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "rolecall-why-"));
  const seed = join(folder, "seed.yaml");
  writeFileSync(seed, SEED);
  program = await startTestProgram(["--ephemeral", "--seed", seed], { logError: assert.fail });
});
after(async () => {
  await program.close();
  rmSync(folder, { recursive: true });
});

const keysOf = (accessKeyId: string) => ({
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: secret,
});
const ADMIN = keysOf("AKIAADMINADMINADMINA");

const why = (args: readonly string[], environment: Readonly<Record<string, string>> = ADMIN) =>
  runCommand(["why", ...args, "--endpoint", program.endpoint], { environment });

/** What ann is told when she makes a user, and when it is kept. */
async function denied() {
  const body = "Action=CreateUser&Version=2010-05-08&UserName=bob";
  const { signRequest } = await import("@rolecall/sigv4");
  const url = new URL(program.endpoint);
  const headers = { host: url.host, "content-type": "application/x-www-form-urlencoded" };
  const signed = signRequest(
    {
      method: "POST",
      rawPath: "/",
      rawQuery: "",
      headers: { host: [headers.host], "content-type": [headers["content-type"]] },
      payload: Buffer.from(body),
    },
    {
      credentials: { accessKeyId: "AKIAANNANNANNANNANN", secretAccessKey: secret },
      region: "us-east-1",
      service: "iam",
      nowMs: Date.now(),
    },
  );
  const response = await fetch(url, { method: "POST", headers: { ...headers, ...signed }, body });
  const text = await response.text();
  assert.equal(response.status, 403, text);
  const message = /<Message>(.*)<\/Message>/s.exec(text)?.[1]?.replaceAll("&#x2F;", "/") ?? "";
  // Denials are written behind the answer, four times a second.
  await new Promise((resolve) => setTimeout(resolve, 600));
  return {
    message,
    id: /id: ([0-9a-z]{25})/.exec(message)?.[1] ?? "",
    requestId: response.headers.get("x-amzn-requestid") ?? "",
    encoded: response.headers.get("x-rolecall-authorization-message") ?? "",
  };
}

test("by id, request id, encoded message and the whole message it says the same of then, and of now", async () => {
  const { message, id, requestId, encoded } = await denied();
  const first = await why([id]);
  assert.equal(first.exitCode, 3, first.stderr);
  assert.match(first.stdout, /^Then, 20\d\d-/);
  assert.match(first.stdout, /NoUsers/);
  assert.match(first.stdout, /\nNow: it would be the same\.\n$/);
  for (const subject of [requestId, encoded, message]) assert.deepEqual(await why([subject]), first);

  const admin = { accessKeyId: "AKIAADMINADMINADMINA", secretAccessKey: secret };
  const json = await why([id, "--json"]);
  const answer = JSON.parse(json.stdout) as WhyAnswer;
  assert.deepEqual(answer.question, {
    principal: `arn:aws:iam::${ACCOUNT}:user/ann`,
    action: "iam:CreateUser",
    resource: `arn:aws:iam::${ACCOUNT}:user/bob`,
  });
  assert.deepEqual(
    [answer.denial?.explanation?.decision, answer.now?.explanation.decision],
    ["explicitDeny", "explicitDeny"],
  );
  assert.equal(answer.denial?.authorizationId, id);
  const picture = join(folder, "why.svg");
  assert.equal((await why([id, "--svg", picture])).exitCode, 3);
  assert.match(readFileSync(picture, "utf8"), /^<svg .*<\/svg>\s*$/s);

  // Asked of another service, it is that service's to refuse.
  const other = { name: "rolecall", targetPrefix: "Rolecall", title: "Rolecall", answerBytesMax: 1_000_000 };
  const endpoint = { url: new URL(program.endpoint), credentials: admin, clock: Date.now };
  await assert.rejects(callService(endpoint, other, { operation: "NoSuch", input: {} }), { name: "Error" });
});

test("without an id a message is asked about as it would be now", async () => {
  const { message } = await denied();
  const told = message.replace(/\. Go to .*$/s, "");
  const { stdout, exitCode } = await why([told]);
  assert.equal(exitCode, 3);
  assert.match(stdout, /^Now\n/);
  const allowed = await why([
    `User: arn:aws:iam::${ACCOUNT}:user/ann is not authorized to perform: iam:ListUsers on resource: *`,
  ]);
  assert.equal(allowed.exitCode, 0, allowed.stdout);
});

test("who may look nothing up, what never was, and what is nothing of it are told so", async () => {
  const { id } = await denied();
  const refused = await why([id], keysOf("AKIAEVEEVEEVEEVEEVE"));
  assert.equal(refused.exitCode, 2);
  assert.match(
    refused.stderr,
    /ExplainDenial was refused: AccessDenied.*iam:GetRequestAuthorizationDetails/s,
  );
  const unknown = await why(["0".repeat(25)]);
  assert.deepEqual([unknown.exitCode, unknown.stdout], [2, ""]);
  assert.match(unknown.stderr, /There is no such denial, or it is over, or others'/);
  for (const [args, words] of [
    [[], /what was denied\?/],
    [["nonsense"], /"nonsense" is none of what can be asked about/],
    [[`arn:aws:iam::${ACCOUNT}:user/ann`], /is none of what can be asked about/],
    [[id, "--json", "--svg", "-"], /--json and --svg exclude each other/],
  ] as const) {
    const { exitCode, stderr } = await why(args);
    assert.equal(exitCode, 2);
    assert.match(stderr, words);
  }
});
