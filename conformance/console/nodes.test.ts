/** A session is the installation's: what one process began works in the others, and ends there too. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, type TestContext, test } from "node:test";
import { stopTestServer } from "../../packages/store/engines/postgres/server.test-support.ts";
import { startChild } from "../installation/child-process.ts";
import { ACCOUNT, ADMINISTRATOR, seedWithAdmin } from "../installation/seed.ts";
import { startTwoNodes } from "../installation/two-nodes.ts";
import { Browser, type Told } from "./browser.ts";

after(stopTestServer);

const PASSWORD = "Correct-Horse-1-Battery";
const trust = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "sts:AssumeRole" },
  ],
};
const SEED = seedWithAdmin({
  users: ["ana", "chief"].map((name) => ({ name, password: PASSWORD, policies: [ADMINISTRATOR] })),
  roles: [{ name: "Reader", trust, policies: ["arn:aws:iam::aws:policy/IAMReadOnlyAccess"] }],
});

type Reached = { readonly endpoint: string };

async function signIn(at: Reached, user: string): Promise<Browser> {
  const browser = new Browser(at);
  const { status, body } = await browser.signIn({ account: ACCOUNT, user, password: PASSWORD });
  assert.equal(status, 200, JSON.stringify(body));
  return browser;
}

const outcome = ({ status, body }: Told) => (status === 200 ? "ok" : body.error.code);

for (const engine of ["sqlite", "postgres"] as const) {
  test(`two nodes on ${engine}: a session of one works on the other, switches role for it, and ends there at once`, async (context) => {
    const at = await startTwoNodes(context, { engine, seed: SEED });
    const here = await signIn(at(0), "ana");
    const there = here.at(at(1));
    assert.equal(outcome(await there.call("iam/ListUsers")), "ok");
    const role = { body: { account: ACCOUNT, roleName: "Reader" } };
    assert.equal(outcome(await here.send("POST", "/console/session/role", role)), "ok");
    const { body } = await there.call("sts/GetCallerIdentity");
    assert.equal(body.Arn, `arn:aws:sts::${ACCOUNT}:assumed-role/Reader/ana`);
    assert.equal(outcome(await there.send("DELETE", "/console/session/role")), "ok");
    assert.equal((await here.call("sts/GetCallerIdentity")).body.Arn, `arn:aws:iam::${ACCOUNT}:user/ana`);
    // Often enough that hearing of changes now and then would not be in time each time.
    for (let turn = 0; turn < 5; turn++) {
      const one = await signIn(at(0), "ana");
      const two = one.at(at(1));
      assert.equal(outcome(await two.call("iam/ListUsers")), "ok");
      assert.equal(outcome(await one.send("DELETE", "/console/session")), "ok");
      assert.equal(outcome(await two.call("iam/ListUsers")), "SessionEnded");
    }
    const chief = await signIn(at(1), "chief");
    assert.equal(
      outcome(await chief.call("iam/UpdateLoginProfile", { UserName: "ana", Password: `${PASSWORD}!` })),
      "ok",
    );
    assert.equal(outcome(await here.call("iam/ListUsers")), "SessionEnded");
  });
}

/** In a folder that goes with the test. */
async function startAlone(context: TestContext, args: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-console-"));
  const seed = join(folder, "seed.json");
  writeFileSync(seed, JSON.stringify(SEED));
  const child = await startChild(["--seed", seed, ...args.map((arg) => (arg === "DATA" ? folder : arg))]);
  context.after(async () => {
    await child.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return child;
}

test("workers behind one port share sessions", async (context) => {
  const child = await startAlone(context, ["--data", "DATA", "--workers", "2"]);
  const ana = await signIn(child, "ana");
  // Connections are dealt out by turns: none is kept from one call to the next.
  const headers = { connection: "close" };
  for (let turn = 0; turn < 8; turn++) {
    const told = await ana.send("POST", "/console/api/iam/GetUser", { body: {}, headers });
    assert.equal(outcome(told), "ok");
  }
  assert.equal(outcome(await ana.send("DELETE", "/console/session", { headers })), "ok");
});

test("a reset of an installation that keeps nothing ends every session, and its seed can be signed in to again", async (context) => {
  const child = await startAlone(context, ["--ephemeral"]);
  const ana = await signIn(child, "ana");
  assert.equal(outcome(await ana.call("iam/GetUser")), "ok");
  const reset = await fetch(`${child.endpoint}/_rolecall/reset`, { method: "POST" });
  assert.equal(reset.status, 204);
  assert.equal(outcome(await ana.call("iam/GetUser")), "SessionEnded");
  await signIn(child, "ana");
});
