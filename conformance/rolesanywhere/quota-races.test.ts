import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { createDatabase, stopTestServer } from "../../packages/store/engines/postgres/server.test-support.ts";
import { authority, newCrl, type RolesAnywhereStage, startRolesAnywhereStage } from "./stage.ts";

/** 64 writers reach for a quota at the same time: as many get through as it has room for, and no more. */
const WRITERS = 64;
const QUOTAS = ["TrustAnchors=5", "Profiles=7", "TagsPerResource=9"].flatMap((quota) => [
  "--quota",
  `rolesanywhere.${quota}`,
]);

/** What a process says that has no room for another request at the moment. */
const TURNED_AWAY: ReadonlySet<string> = new Set(["ThrottlingException", "ServiceUnavailableException"]);
const TRIES = 200;

/** Whoever is turned away tries again, as clients do; who has met a quota does not. */
async function persist(send: () => Promise<unknown>): Promise<unknown> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      if (!TURNED_AWAY.has((error as Error).name) || attempt === TRIES) throw error;
      await wait(25);
    }
  }
}

/** @returns how many got through; all others are refused with this code */
async function race(send: (writer: number) => Promise<unknown>, refusal: string): Promise<number> {
  const writers = Array.from({ length: WRITERS }, (_, writer) => persist(() => send(writer)));
  const outcomes = await Promise.allSettled(writers);
  const refused = outcomes.filter((outcome) => outcome.status === "rejected");
  for (const { reason } of refused) assert.equal(reason.name, refusal, reason.message);
  return outcomes.length - refused.length;
}

for (const engine of ["sqlite", "postgres"] as const) {
  describe(engine, () => {
    const source = {
      sourceType: "CERTIFICATE_BUNDLE",
      sourceData: { x509CertificateData: authority() },
    } as const;
    let stage: RolesAnywhereStage;
    let drop = async () => {};
    before(async () => {
      const where: string[] = [];
      if (engine === "postgres") {
        const database = await createDatabase();
        where.push("--database", database.url);
        drop = async () => {
          await database.drop();
          await stopTestServer();
        };
      }
      stage = await startRolesAnywhereStage([...where, ...QUOTAS]);
    });
    after(async () => {
      await stage?.stop();
      await drop();
    });

    test("trust anchors and profiles of a region", async () => {
      const anchors = await race(
        (writer) => stage.ask("CreateTrustAnchor", { name: `a-${writer}`, source }),
        "ValidationException",
      );
      assert.equal(anchors, 5);
      assert.equal((await stage.ask("ListTrustAnchors", {})).trustAnchors?.length, 5);
      const profiles = await race(
        (writer) => stage.ask("CreateProfile", { name: `p-${writer}`, roleArns: [] }),
        "ValidationException",
      );
      assert.equal(profiles, 7);
      assert.equal((await stage.ask("ListProfiles", {})).profiles?.length, 7);
    });

    test("revocation lists and tags of a trust anchor", async () => {
      const { trustAnchors: [trustAnchor] = [] } = await stage.ask("ListTrustAnchors", {});
      const { trustAnchorArn = "" } = trustAnchor ?? {};
      const crl = { name: "a", crlData: newCrl(), trustAnchorArn };
      assert.equal(await race(() => stage.ask("ImportCrl", crl), "ValidationException"), 2);
      const tagged = await race(
        (writer) =>
          stage.ask("TagResource", {
            resourceArn: trustAnchorArn,
            tags: [{ key: `k-${writer}`, value: "" }],
          }),
        "TooManyTagsException",
      );
      assert.equal(tagged, 9);
    });
  });
}
