import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { signRequest } from "@rolecall/sigv4";
import { startTestProgram } from "../program.test-support.ts";
import type { Program } from "../program.ts";

const ACCOUNT = "111111111111";
const secret = "test-secret-of-at-least-16";
const document = (Statement: object) => JSON.stringify({ Version: "2012-10-17", Statement });
const SEED = `accounts:
  - id: "${ACCOUNT}"
    policies:
      - { name: Guard, document: ${document({ Sid: "NoUsers", Effect: "Deny", Action: "iam:CreateUser", Resource: "*" })} }
    users:
      - { name: ann, policies: [Guard], inlinePolicies: { All: ${document({ Effect: "Allow", Action: "*", Resource: "*" })} }, accessKeys: [{ id: AKIAANNANNANNANNANN, secret: ${secret} }] }
      - { name: eve, accessKeys: [{ id: AKIAEVEEVEEVEEVEEVE, secret: ${secret} }] }
`;

let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "rolecall-requests-"));
  writeFileSync(join(folder, "seed.yaml"), SEED);
});
after(() => rmSync(folder, { recursive: true }));

/** A program whose lines are kept. */
async function withLog<Result>(
  args: readonly string[],
  work: (program: Program, lines: () => Promise<readonly string[]>) => Promise<Result>,
): Promise<Result> {
  let text = "";
  const openOutput = () => ({
    async write(more: string) {
      text += more;
    },
    close() {},
  });
  const given = ["--ephemeral", "--seed", join(folder, "seed.yaml"), ...args];
  const program = await startTestProgram(given, { logError: assert.fail, openOutput });
  try {
    return await work(program, async () => {
      await wait(20);
      return text.trimEnd().split("\n");
    });
  } finally {
    await program.close();
  }
}

async function ask({ endpoint }: Program, accessKeyId: string, parameters: Readonly<Record<string, string>>) {
  const body = new URLSearchParams({ Version: "2010-05-08", ...parameters }).toString();
  const headers = { host: new URL(endpoint).host, "content-type": "application/x-www-form-urlencoded" };
  const listed = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
  const signed = signRequest(
    { method: "POST", rawPath: "/", rawQuery: "", headers: listed, payload: Buffer.from(body) },
    {
      credentials: { accessKeyId, secretAccessKey: secret },
      region: "us-east-1",
      service: "iam",
      nowMs: Date.now(),
    },
  );
  const response = await fetch(endpoint, { method: "POST", headers: { ...headers, ...signed }, body });
  return { status: response.status, text: await response.text() };
}

const ANN = "AKIAANNANNANNANNANN";
const EVE = "AKIAEVEEVEEVEEVEEVE";

test("each request has its line: allowed, denied with layer and statement, refused, and of nobody", () =>
  withLog(["--log", "pretty"], async (program, lines) => {
    await ask(program, ANN, { Action: "GetUser", UserName: "eve" });
    await ask(program, ANN, { Action: "CreateUser", UserName: "bob" });
    await ask(program, EVE, { Action: "ListUsers" });
    await ask(program, ANN, { Action: "GetUser", UserName: "none" });
    await ask(program, "AKIANOBODYNOBODYNOB", { Action: "ListUsers" });
    const [allowed, forbidden, denied, failed, stranger, none] = await lines();
    const at = String.raw`^\d\d:\d\d:\d\d {2}`;
    const end = String.raw` {2}\d+\.\d ms$`;
    const is = (line: string | undefined, middle: string) =>
      assert.match(line ?? "", new RegExp(at + middle + end));
    is(allowed, `ann@${ACCOUNT} +iam:GetUser +eve  127.0.0.1  200  allowed`);
    is(
      forbidden,
      `ann@${ACCOUNT} +iam:CreateUser +arn:aws:iam::${ACCOUNT}:user/bob  127.0.0.1  403  denied: an identity policy forbids it: Guard, statement NoUsers`,
    );
    is(
      denied,
      `eve@${ACCOUNT} +iam:ListUsers +arn:aws:iam::${ACCOUNT}:user/  127.0.0.1  403  denied: no identity policy allows it: iam:ListUsers`,
    );
    is(
      failed,
      `ann@${ACCOUNT} +iam:GetUser +none  127.0.0.1  404  failed: NoSuchEntity: The user with name none cannot be found.`,
    );
    is(stranger, "anonymous +iam:ListUsers +-  127.0.0.1  403  failed: InvalidClientTokenId: .+");
    assert.equal(none, undefined);
  }));

test("neither passwords nor keys nor what was signed are in it, and names write to no terminal", () =>
  withLog(["--log", "json"], async (program, lines) => {
    const Password = "Correct-horse-battery-42";
    await ask(program, ANN, { Action: "CreateLoginProfile", UserName: "eve", Password });
    await ask(program, ANN, { Action: "CreateAccessKey", UserName: "eve" });
    await ask(program, EVE, { Action: "GetUser", UserName: "\u001b[2Jx" });
    const text = (await lines()).join("\n");
    assert.equal((await lines()).length, 3);
    for (const hidden of [Password, secret, "\u001b", "SecretAccessKey"])
      assert.ok(!text.includes(hidden), hidden);
  }));

test("a denial is explained below its line, as rolecall why does; others are not", () =>
  withLog(["--explain-denials"], async (program, lines) => {
    await ask(program, ANN, { Action: "GetUser", UserName: "eve" });
    await ask(program, ANN, { Action: "CreateUser", UserName: "bob" });
    const [, , ...below] = await lines();
    assert.equal(below[0], "    ✘ Denied explicitly by an identity-based policy");
    const text = below.join("\n");
    for (const told of [
      "Guard",
      "NoUsers",
      `principal  arn:aws:iam::${ACCOUNT}:user/ann`,
      "What would allow it",
    ])
      assert.ok(text.includes(told), `${told} in\n${text}`);
  }));

test("of many denials in a second some are explained, and of the others that is told", () =>
  withLog(["--log", "json", "--explain-denials"], async (program, lines) => {
    for (let index = 0; index < 40; index += 1) await ask(program, EVE, { Action: "ListUsers" });
    const told = (await lines()).map((line) => JSON.parse(line).explanation as string);
    assert.equal(told.length, 40);
    assert.ok(told.filter((text) => text.startsWith("✘ Denied")).length >= 10);
    assert.ok(told.some((text) => text.startsWith("(not explained: more than 10 denials")));
  }));

test("without an option and a terminal there are no lines", () =>
  withLog([], async (program, lines) => {
    await ask(program, ANN, { Action: "GetUser", UserName: "eve" });
    assert.deepEqual(await lines(), [""]);
  }));
