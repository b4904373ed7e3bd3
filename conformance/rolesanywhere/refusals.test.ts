import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createSigningKeyCache, signRequest } from "@rolecall/sigv4";
import { assertRefused } from "../installation/refusal.ts";
import { ADMIN } from "../installation/seed.ts";
import { authority, newCrl, type RolesAnywhereStage, startRolesAnywhereStage } from "./stage.ts";

/** How wrong input is refused on the wire, and what was changed for the very next request. */

let stage: RolesAnywhereStage;
before(async () => {
  stage = await startRolesAnywhereStage();
});
after(() => stage?.stop());

const source = () =>
  ({ sourceType: "CERTIFICATE_BUNDLE", sourceData: { x509CertificateData: authority() } }) as const;

/** In AWS's words, which were seen of durationSeconds. */
const validation = (constraint: string) => ({
  code: "ValidationException",
  status: 400,
  message: new RegExp(`^\\d validation errors? detected: .*Value .*${constraint}`),
});

test("what the contract does not let through is refused in AWS's words", async () => {
  const { ask } = stage;
  const profile = { name: "a", roleArns: [] };
  const id = "a545a1fc-5d86-4032-8f4c-61cdd6ff92da";
  const cases: readonly [() => Promise<unknown>, string][] = [
    [
      () => ask("CreateProfile", { ...profile, durationSeconds: 43_201 }),
      "'43201' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 43200",
    ],
    [() => ask("CreateProfile", { ...profile, durationSeconds: 899 }), "greater than or equal to 900"],
    [() => ask("CreateProfile", { ...profile, name: "a/b" }), "'a/b' at 'name' .*regular expression pattern"],
    [
      () => ask("CreateProfile", { ...profile, name: "a".repeat(256) }),
      "'name' .*length less than or equal to 255",
    ],
    [() => ask("CreateProfile", { ...profile, roleArns: ["x"] }), "'roleArns"],
    [
      () =>
        ask("CreateProfile", { ...profile, roleArns: Array(251).fill("arn:aws:iam::111111111111:role/a") }),
      "length less than or equal to 250",
    ],
    [() => ask("GetProfile", { profileId: "x" }), "'x' at 'profileId'"],
    [
      () => ask("PutAttributeMapping", { profileId: id, certificateField: "x" as never, mappingRules: [] }),
      "'certificateField' .*x509Subject",
    ],
  ];
  for (const [call, constraint] of cases) await assertRefused(call(), validation(constraint));
  const { trustAnchor } = await ask("CreateTrustAnchor", { name: "a", source: source() });
  const crl = { name: "a", trustAnchorArn: trustAnchor.trustAnchorArn ?? "" };
  const long = ask("ImportCrl", { ...crl, crlData: new Uint8Array(300_001) });
  await assertRefused(long, { code: "ValidationException", status: 400, message: /300000/ });
});

test("a list of 300,000 bytes goes over the wire", async () => {
  const { trustAnchor } = await stage.ask("CreateTrustAnchor", { name: "a", source: source() });
  const crlData = newCrl(Array.from({ length: 8_600 }, (_, number) => number + 2 ** 24));
  assert.ok(crlData.length > 280_000);
  const trustAnchorArn = trustAnchor.trustAnchorArn ?? "";
  const { crl } = await stage.ask("ImportCrl", { name: "a", crlData, trustAnchorArn });
  const read = await stage.ask("GetCrl", { crlId: crl.crlId ?? "" });
  assert.deepEqual(Buffer.from(read.crl.crlData ?? []), Buffer.from(crlData));
});

test("a body that is no JSON, a path that is none, and a signature for another service", async () => {
  const at = stage.installation.endpoint;
  const send = async (method: string, rawPath: string, body: string, service = "rolesanywhere") => {
    const host = new URL(at).host;
    const headers = { host, "content-type": "application/json" };
    const signature = signRequest(
      {
        method,
        rawPath,
        rawQuery: "",
        headers: { host: [host], "content-type": ["application/json"] },
        payload: Buffer.from(body),
      },
      {
        credentials: ADMIN,
        region: "us-east-1",
        service,
        nowMs: Date.now(),
        signingKeys: createSigningKeyCache({ capacity: 1 }),
      },
    );
    const response = await fetch(`${at}${rawPath}`, { method, headers: { ...headers, ...signature }, body });
    await response.arrayBuffer();
    return `${response.status} ${response.headers.get("x-amzn-errortype")}`;
  };
  assert.equal(await send("POST", "/profiles", "{"), "400 SerializationException");
  assert.equal(await send("POST", "/profiles", "[]"), "400 SerializationException");
  assert.equal(await send("POST", "/profile", "{}"), "404 UnknownOperationException");
  assert.match(await send("POST", "/profiles", "{}", "iam"), /^40[03] /);
});

test("what was changed counts for the very next request", async () => {
  const { ask } = stage;
  const { trustAnchor } = await ask("CreateTrustAnchor", { name: "a", source: source(), enabled: true });
  const trustAnchorId = trustAnchor.trustAnchorId ?? "";
  const shown = async () => (await ask("GetTrustAnchor", { trustAnchorId })).trustAnchor;
  await ask("DisableTrustAnchor", { trustAnchorId });
  assert.equal((await shown()).enabled, false);
  await ask("UpdateTrustAnchor", { trustAnchorId, name: "b" });
  assert.equal((await shown()).name, "b");
  const resourceArn = trustAnchor.trustAnchorArn ?? "";
  await ask("TagResource", { resourceArn, tags: [{ key: "team", value: "a" }] });
  assert.deepEqual((await ask("ListTagsForResource", { resourceArn })).tags, [{ key: "team", value: "a" }]);
  await ask("DeleteTrustAnchor", { trustAnchorId });
  await assertRefused(shown(), { code: "ResourceNotFoundException", status: 404 });
  assert.deepEqual(stage.installation.errors, []);
});
