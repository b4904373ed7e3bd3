import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { placeOn, race } from "../installation/racing-writers.ts";
import { authority, newCrl, type RolesAnywhereStage, startRolesAnywhereStage } from "./stage.ts";

/** 64 writers reach for a quota at the same time: as many get through as it has room for, and no more. */
const QUOTAS = ["TrustAnchors=5", "Profiles=7", "TagsPerResource=9"].flatMap((quota) => [
  "--quota",
  `rolesanywhere.${quota}`,
]);

for (const engine of ["sqlite", "postgres"] as const) {
  describe(engine, () => {
    const source = {
      sourceType: "CERTIFICATE_BUNDLE",
      sourceData: { x509CertificateData: authority() },
    } as const;
    let stage: RolesAnywhereStage;
    let drop = async () => {};
    before(async () => {
      const place = await placeOn(engine);
      drop = place.drop;
      stage = await startRolesAnywhereStage([...place.args, ...QUOTAS]);
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
