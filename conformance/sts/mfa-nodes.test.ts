import assert from "node:assert/strict";
import { after, type TestContext, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { GetSessionTokenCommand } from "@aws-sdk/client-sts";
import { stopTestServer } from "../../packages/store/engines/postgres/server.test-support.ts";
import { clientsOf } from "../installation/clients.ts";
import { ACCOUNT, seedKeysOf, seedUser, seedWithAdmin } from "../installation/seed.ts";
import { codeAt } from "../installation/totp.ts";
import { startTwoNodes } from "../installation/two-nodes.ts";

/** Two processes on one store: a code is good once in both together, and guesses at one count at the other. */
const SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const SPAN_MS = 180_000;
const WRONG = "MultiFactorAuthentication failed with invalid MFA one time pass code. ";
const serialOf = (name: string) => `arn:aws:iam::${ACCOUNT}:mfa/${name}`;

after(stopTestServer);

async function startBoth(context: TestContext, engine: "sqlite" | "postgres") {
  const mfaDevices = ["one", "two"].map((name) => ({
    serialNumber: serialOf(name),
    kind: "virtual",
    seed: SEED,
    user: "bob",
  }));
  const seed = seedWithAdmin({ users: [seedUser("bob")], mfaDevices });
  const at = await startTwoNodes(context, { engine, seed });
  return [0, 1].map((nth) => clientsOf(at(nth), seedKeysOf("bob")).sts);
}

for (const engine of ["sqlite", "postgres"] as const) {
  test(`${engine}: 64 calls with the same right code at two processes: one succeeds; nine wrong ones are the end`, async (context) => {
    const nodes = await startBoth(context, engine);
    const ask = (nth: number, name: string, TokenCode: string) =>
      nodes[nth % nodes.length]!.send(
        new GetSessionTokenCommand({ SerialNumber: serialOf(name), TokenCode }),
      );
    const right = codeAt(SEED, Date.now());
    const results = await Promise.allSettled(Array.from({ length: 64 }, (_, nth) => ask(nth, "one", right)));
    assert.equal(results.filter(({ status }) => status === "fulfilled").length, 1);
    for (const result of results) {
      if (result.status === "rejected") assert.equal(result.reason.message, WRONG);
    }
    // The guesses and the right code after them are of one span.
    const left = SPAN_MS - (Date.now() % SPAN_MS);
    if (left < 15_000) await wait(left);
    const wrong = right === "000000" ? "000001" : "000000";
    await Promise.allSettled(Array.from({ length: 9 }, (_, nth) => ask(nth, "two", wrong)));
    for (const nth of [0, 1]) {
      await assert.rejects(ask(nth, "two", codeAt(SEED, Date.now())), { message: WRONG });
    }
  });
}
