import assert from "node:assert/strict";
import { test } from "node:test";
import { refuses } from "../../harness.test-support.ts";
import {
  asUserWith,
  authority,
  bundle,
  CERTIFICATE_SIGN,
  h,
  newAnchor,
  newCrl,
  openForEachTest,
  openHarness,
} from "../rolesanywhere.test-support.ts";

openForEachTest();

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const byAws = (event: string) => ({
  event,
  enabled: true,
  threshold: 45,
  channel: "ALL",
  configuredBy: "rolesanywhere.amazonaws.com",
});
const DEFAULTS = [byAws("CA_CERTIFICATE_EXPIRY"), byAws("END_ENTITY_CERTIFICATE_EXPIRY")];

const get = async (trustAnchorId: string) =>
  (await h.ask(h.root, "GetTrustAnchor", { trustAnchorId })).trustAnchor;

test("a trust anchor is disabled and notifies as AWS does, unless it is made otherwise", async () => {
  const source = bundle();
  const { trustAnchorId, trustAnchorArn, ...rest } = await newAnchor({ source });
  assert.match(trustAnchorId, UUID);
  assert.equal(
    trustAnchorArn,
    `arn:aws:rolesanywhere:us-east-1:${h.accountId}:trust-anchor/${trustAnchorId}`,
  );
  const now = new Date(h.now());
  const expected = { name: "company", enabled: false, createdAt: now, updatedAt: now, source };
  assert.deepEqual(rest, { ...expected, notificationSettings: DEFAULTS });
  assert.deepEqual(await get(trustAnchorId), { trustAnchorId, trustAnchorArn, ...rest });
  assert.equal((await newAnchor({ enabled: true })).enabled, true, "names are nobody's own");
});

test("a source is certificates of authorities, in PEM and nothing beside them", async () => {
  const pem = authority();
  const leaf = authority({ isAuthority: false });
  const old = authority({ notAfter: new Date(h.now() - 1), notBefore: new Date(0) });
  const bad: readonly [string, object, RegExp][] = [
    ["no type", { sourceData: { x509CertificateData: pem } }, /^The source has no sourceType\.$/],
    ["no data", { sourceType: "CERTIFICATE_BUNDLE" }, /needs x509CertificateData/],
    [
      "data of the other type",
      { ...bundle(), sourceData: { acmPcaArn: "arn" } },
      /needs x509CertificateData/,
    ],
    [
      "a repository",
      { ...bundle(), sourceType: "SELF_SIGNED_REPOSITORY" },
      /SELF_SIGNED_REPOSITORY are not supported/,
    ],
    ["text", bundle("certificate"), /in PEM, with nothing else beside them/],
    ["text beside it", bundle(`subject=CN = a\n${pem}`), /in PEM, with nothing else beside them/],
    [
      "no authority",
      bundle(leaf),
      /^Certificate 1 of x509CertificateData cannot be a trust anchor\. .*Company CA/,
    ],
    ["no authority behind one", bundle(pem + leaf), /^Certificate 2 of/],
    ["a key that signs no certificates", bundle(authority({ keyUsage: 0x80 })), /^Certificate 1 of/],
    ["SHA-1", bundle(authority({ digest: "sha1" })), /^Certificate 1 of/],
    ["one that has ended", bundle(old), /^Certificate 1 of/],
    ["version 1", bundle(authority({ version: 1 })), /^Certificate 1 of/],
  ];
  for (const [what, source, message] of bad) {
    const expected = { code: "ValidationException", message };
    await assert.rejects(newAnchor({ source: source as never }), expected, what);
  }
  await newAnchor({ source: bundle(pem + authority({ subject: "Next CA" })) });
});

test("there is no private authority of AWS's: its words, and what to do instead", async () => {
  const acmPcaArn = "arn:aws:acm-pca:us-east-1:111111111111:certificate-authority/x";
  const source = { sourceType: "AWS_ACM_PCA", sourceData: { acmPcaArn } } as const;
  await assert.rejects(newAnchor({ source }), (error: Error & { code?: string; remedy?: string }) => {
    assert.equal(error.code, "ValidationException");
    assert.equal(error.message, "Error creating TrustAnchor. Given AWS PCA did not allow get request.");
    assert.match(error.remedy ?? "", /CERTIFICATE_BUNDLE/);
    return true;
  });
});

test("certificates are counted before any is read: 204,800 characters cost as little as three lines", async () => {
  const many = "-----BEGIN CERTIFICATE-----\n".repeat(7_000).slice(0, 204_800);
  const message = "Cannot exceed quota for CertificatesPerTrustAnchor: 2";
  await refuses(newAnchor({ source: bundle(many) }), "ValidationException", message);
});

test("an account has so many in a region", async () => {
  const small = await openHarness({ TrustAnchors: 2 });
  const create = () => small.ask(small.root, "CreateTrustAnchor", { name: "a", source: bundle() });
  const first = await create();
  await create();
  await refuses(create(), "ValidationException", "Cannot exceed quota for TrustAnchors: 2");
  const { trustAnchorId = "" } = first.trustAnchor;
  await small.ask(small.root, "DeleteTrustAnchor", { trustAnchorId });
  await create();
  await small.close();
});

test("what an update leaves out stays; enabling and disabling tell when", async () => {
  const { trustAnchorId, source } = await newAnchor();
  h.advance(1_000);
  const renamed = await h.ask(h.root, "UpdateTrustAnchor", { trustAnchorId, name: "renamed" });
  assert.deepEqual([renamed.trustAnchor.name, renamed.trustAnchor.source], ["renamed", source]);
  assert.deepEqual(renamed.trustAnchor.updatedAt, new Date(h.now()));
  const other = bundle(authority({ subject: "Next CA", keyUsage: CERTIFICATE_SIGN | 0x02 }));
  await h.ask(h.root, "UpdateTrustAnchor", { trustAnchorId, source: other });
  const { name, source: now } = await get(trustAnchorId);
  assert.deepEqual([name, now], ["renamed", other]);
  await assert.rejects(h.ask(h.root, "UpdateTrustAnchor", { trustAnchorId, source: bundle("x") }), {
    code: "ValidationException",
  });
  for (const [operation, enabled] of [
    ["EnableTrustAnchor", true],
    ["EnableTrustAnchor", true],
    ["DisableTrustAnchor", false],
  ] as const) {
    h.advance(1_000);
    const { trustAnchor } = await h.ask(h.root, operation, { trustAnchorId });
    assert.deepEqual([trustAnchor.enabled, trustAnchor.updatedAt], [enabled, new Date(h.now())]);
    assert.deepEqual(await get(trustAnchorId), trustAnchor);
  }
});

test("notification settings are set by event, and set back to AWS's", async () => {
  const ended = { event: "CA_CERTIFICATE_EXPIRY", enabled: false } as const;
  const { trustAnchorId, notificationSettings } = await newAnchor({ notificationSettings: [ended] });
  const own = { channel: "ALL", configuredBy: h.accountId };
  assert.deepEqual(notificationSettings, [{ ...ended, ...own }, DEFAULTS[1]]);
  const soon = { event: "END_ENTITY_CERTIFICATE_EXPIRY", enabled: true, threshold: 5 } as const;
  const put = (settings: readonly object[]) =>
    h.ask(h.root, "PutNotificationSettings", { trustAnchorId, notificationSettings: settings as never });
  const { trustAnchor } = await put([{ ...soon, channel: "ALL" }]);
  assert.deepEqual(trustAnchor.notificationSettings, [
    { ...ended, ...own },
    { ...soon, ...own },
  ]);
  for (const [settings, message] of [
    [[{ ...soon, threshold: undefined }], /END_ENTITY_CERTIFICATE_EXPIRY is enabled and has no threshold/],
    [[ended, soon, ended], /more than one notification setting for the same event/],
  ] as const)
    await assert.rejects(put(settings), { code: "ValidationException", message });
  const reset = await h.ask(h.root, "ResetNotificationSettings", {
    trustAnchorId,
    notificationSettingKeys: [{ event: "CA_CERTIFICATE_EXPIRY" }, { event: "CA_CERTIFICATE_EXPIRY" }],
  });
  assert.deepEqual(reset.trustAnchor.notificationSettings, [DEFAULTS[0], { ...soon, ...own }]);
});

test("a trust anchor that is deleted is shown once more, and takes its revocation lists with it", async () => {
  const { trustAnchorId, trustAnchorArn } = await newAnchor();
  const crl = { name: "revoked", crlData: newCrl(), trustAnchorArn };
  const { crlId = "" } = (await h.ask(h.root, "ImportCrl", crl)).crl;
  const deleted = await h.ask(h.root, "DeleteTrustAnchor", { trustAnchorId });
  assert.equal(deleted.trustAnchor.trustAnchorArn, trustAnchorArn);
  const gone = `There is no trust anchor ${trustAnchorId} in this account and Region.`;
  await refuses(get(trustAnchorId), "ResourceNotFoundException", gone);
  await refuses(h.ask(h.root, "DeleteTrustAnchor", { trustAnchorId }), "ResourceNotFoundException", gone);
  await assert.rejects(h.ask(h.root, "GetCrl", { crlId }), { code: "ResourceNotFoundException" });
});

test("others' are as good as none, and one whose id is no UUID too", async () => {
  const { trustAnchorId } = await newAnchor();
  const stranger = await h.addAccount("222222222222");
  const missing = { code: "ResourceNotFoundException" };
  await assert.rejects(h.ask(stranger, "GetTrustAnchor", { trustAnchorId }), missing);
  await assert.rejects(h.ask(stranger, "DeleteTrustAnchor", { trustAnchorId }), missing);
  assert.deepEqual((await h.ask(stranger, "ListTrustAnchors", {})).trustAnchors, []);
  await assert.rejects(get("00000000-zzzz-0000-0000-000000000000"), missing);
});

test("a policy names one trust anchor, or those with a tag", async () => {
  const [one, two] = [await newAnchor({ tags: [{ key: "team", value: "a" }] }), await newAnchor()];
  const byArn = await asUserWith("ann", {
    Action: "rolesanywhere:GetTrustAnchor",
    Resource: one.trustAnchorArn,
  });
  const byTag = await asUserWith("bob", {
    Action: "rolesanywhere:GetTrustAnchor",
    Condition: { StringEquals: { "aws:ResourceTag/team": "a" } },
  });
  for (const caller of [byArn, byTag]) {
    await h.ask(caller, "GetTrustAnchor", { trustAnchorId: one.trustAnchorId });
    const other = h.ask(caller, "GetTrustAnchor", { trustAnchorId: two.trustAnchorId });
    await assert.rejects(other, { code: "AccessDenied" });
  }
});
