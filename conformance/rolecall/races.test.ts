/** What 64 reach for at the same time, at two processes on one store. */
import assert from "node:assert/strict";
import { after, type TestContext, test } from "node:test";
import { SERVICE_QUOTAS } from "@rolecall/services/quotas";
import { stopTestServer } from "../../packages/store/engines/postgres/server.test-support.ts";
import { type EngineName, persist, race, EACH_WRITER as WRITERS } from "../installation/racing-writers.ts";
import { ADMIN, seedWithAdmin } from "../installation/seed.ts";
import { startTwoNodes } from "../installation/two-nodes.ts";
import { ID, MACHINES, machineAt, newKeyPair, proofOf } from "./machine.ts";
import { callRolecall } from "./rolecall-client.ts";

const LIMIT = 5;
/** Quotas of what others keep in this service have races of their own. */
const RACED: readonly string[] = ["InstancesPerAccount", "TagsPerResource"];

after(stopTestServer);

test("every quota of instances has its race", () => {
  const quotas = SERVICE_QUOTAS.find(({ service }) => service === "rolecall")?.defaults ?? {};
  for (const name of RACED) assert.ok(name in quotas, name);
});

function startBoth(context: TestContext, engine: EngineName) {
  const args = ["--quota", `rolecall.InstancesPerAccount=${LIMIT}`];
  return startTwoNodes(context, { engine, seed: seedWithAdmin(MACHINES), args });
}

for (const engine of ["sqlite", "postgres"] as const) {
  test(`${engine}: of 64 who bring one token one enrols, and of 64 who bring one proof one is given credentials`, async (context) => {
    const at = await startBoth(context, engine);
    const created = await callRolecall(at(0), "CreateInstanceEnrolment", { InstanceId: ID }, ADMIN);
    const pairs = WRITERS.map(newKeyPair);
    const { EnrolmentToken } = created;
    const enrolled = await race(
      (nth) => callRolecall(at(nth), "EnrolInstance", { EnrolmentToken, PublicKey: pairs[nth]!.pem }),
      "InvalidEnrolmentTokenException",
    );
    assert.equal(enrolled, 1);
    const tried = await Promise.allSettled(
      pairs.map(({ privateKey }, nth) => persist(() => machineAt(at(nth), ID, privateKey).identity())),
    );
    const own = tried.findIndex(({ status }) => status === "fulfilled");
    assert.equal(tried.filter(({ status }) => status === "fulfilled").length, 1);
    const asked = { operation: "GetInstanceRoleCredentials", input: {} };
    const Proof = proofOf(at(0), ID, { privateKey: pairs[own]!.privateKey, ...asked });
    const given = await race(
      (nth) => callRolecall(at(nth), "GetInstanceRoleCredentials", { Proof }),
      "InvalidProofException",
    );
    assert.equal(given, 1);
  });

  test(`${engine}: 64 writers reach no further than the quotas, and one of them has a name`, async (context) => {
    const at = await startBoth(context, engine);
    const run = (nth: number, input: object) => callRolecall(at(nth), "RunInstance", input, ADMIN);
    const tag = (nth: number) => {
      const input = { InstanceId: ID, Tags: [{ Key: `k${nth}`, Value: "" }] };
      return callRolecall(at(nth), "TagInstance", input, ADMIN);
    };
    assert.equal(await race(tag, "LimitExceededException"), 50);
    const named = await Promise.allSettled(
      WRITERS.slice(0, 16).map((nth) => persist(() => run(nth, { Name: "one" }))),
    );
    assert.equal(named.filter(({ status }) => status === "fulfilled").length, 1);
    assert.equal(await race((nth) => run(nth, {}), "LimitExceededException"), LIMIT - 2);
  });
}
