import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { authority, newCrl, type RolesAnywhereStage, startRolesAnywhereStage } from "./stage.ts";

/** 64 writers reach for a quota at the same time: as many get through as it has room for, and no more. */
const WRITERS = 64;

let stage: RolesAnywhereStage;
before(async () => {
  const quotas = ["TrustAnchors=5", "Profiles=7", "TagsPerResource=9"];
  stage = await startRolesAnywhereStage(quotas.flatMap((quota) => ["--quota", `rolesanywhere.${quota}`]));
});
after(() => stage?.stop());

const source = {
  sourceType: "CERTIFICATE_BUNDLE",
  sourceData: { x509CertificateData: authority() },
} as const;

async function race(send: (writer: number) => Promise<unknown>, refusal: string): Promise<number> {
  const outcomes = await Promise.allSettled(Array.from({ length: WRITERS }, (_, writer) => send(writer)));
  const refused = outcomes.filter((outcome) => outcome.status === "rejected");
  for (const { reason } of refused) assert.equal(reason.name, refusal, reason.message);
  return outcomes.length - refused.length;
}

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
  const tags = (writer: number) => [{ key: `k-${writer}`, value: "" }];
  const tagged = await race(
    (writer) => stage.ask("TagResource", { resourceArn: trustAnchorArn, tags: tags(writer) }),
    "TooManyTagsException",
  );
  assert.equal(tagged, 9);
  assert.deepEqual(stage.installation.errors, []);
});
