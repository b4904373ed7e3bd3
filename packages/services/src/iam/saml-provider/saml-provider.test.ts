import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { afterEach, beforeEach, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import { openSecret } from "@rolecall/credentials";
import { selfSigned } from "../../../../federation/src/saml/certificate.test-support.ts";
import { metadataOf } from "../../../../federation/src/saml/idp.test-support.ts";
import { PRIVATE_KEYS } from "../../../../federation/src/saml/keys.test-support.ts";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { iamService } from "../index.ts";

const METADATA = metadataOf("urn:idp", [selfSigned(PRIVATE_KEYS.idp)]);
const pemOf = (key: typeof PRIVATE_KEYS.idp, type: "pkcs1" | "pkcs8" = "pkcs8") =>
  key.export({ type, format: "pem" }) as string;
const KEY = pemOf(PRIVATE_KEYS.account);

let iam: Harness<IamOperations>;
beforeEach(async () => {
  iam = await createHarness<IamOperations>(iamService, { SAMLProvidersPerAccount: 3 });
});
afterEach(() => iam.close());

type Input<Name extends keyof IamOperations> = IamOperations[Name]["input"];
const create = (more: Partial<Input<"CreateSAMLProvider">> = {}) =>
  iam.ask(iam.root, "CreateSAMLProvider", { Name: "corp", SAMLMetadataDocument: METADATA, ...more });
const ARN = "arn:aws:iam::111111111111:saml-provider/corp";
const named = { SAMLProviderArn: ARN };
const update = (more: Partial<Input<"UpdateSAMLProvider">>) =>
  iam.ask(iam.root, "UpdateSAMLProvider", { ...named, ...more });
const get = () => iam.ask(iam.root, "GetSAMLProvider", named);
const keyIds = async () => (await get()).PrivateKeyList?.map(({ KeyId }) => KeyId) ?? [];

test("a provider is shown as it was sent, good for a hundred years", async () => {
  assert.deepEqual(await create(), { SAMLProviderArn: ARN });
  const { SAMLProviderUUID, ValidUntil, CreateDate, ...shown } = await get();
  assert.match(SAMLProviderUUID ?? "", /^SAMLSP[A-Z2-7]{16}$/);
  assert.equal(CreateDate?.getTime(), iam.now());
  assert.equal(ValidUntil?.getUTCFullYear(), new Date(iam.now()).getUTCFullYear() + 100);
  assert.deepEqual(shown, {
    SAMLMetadataDocument: METADATA,
    Tags: [],
    AssertionEncryptionMode: "Allowed",
    PrivateKeyList: [],
  });
});

test("lists have whole seconds", async () => {
  iam.advance(1_234);
  await create();
  await create({ Name: "a" });
  const { SAMLProviderList: list = [] } = await iam.ask(iam.root, "ListSAMLProviders", {});
  assert.deepEqual(
    list.map(({ Arn }) => Arn),
    [ARN.replace("corp", "a"), ARN],
  );
  assert.ok(list.every(({ CreateDate }) => CreateDate?.getMilliseconds() === 0));
  assert.equal((await get()).CreateDate?.getTime(), iam.now());
});

test("metadata that cannot be read is refused, and nothing is kept", async () => {
  const refusal = ["InvalidInput", "Could not parse metadata"] as const;
  for (const SAMLMetadataDocument of [
    "x".repeat(1_000),
    METADATA.replace("entityID", "x"),
    `<!DOCTYPE x>${METADATA}`,
  ])
    await refuses(create({ SAMLMetadataDocument }), ...refusal);
  await refuses(get(), "NoSuchEntity", `Manifest not found for arn ${ARN}`);
  await create();
  await refuses(update({ SAMLMetadataDocument: "<x/>" }), ...refusal);
  assert.equal((await get()).SAMLMetadataDocument, METADATA);
});

test("a name is taken once; another account has names of its own", async () => {
  await create();
  await refuses(create(), "EntityAlreadyExists", "SAMLProvider with name corp already exists.");
  await create({ Name: "Corp" });
  const other = await iam.addAccount("222222222222");
  await iam.ask(other, "CreateSAMLProvider", { Name: "corp", SAMLMetadataDocument: METADATA });
  await refuses(
    iam.ask(other, "GetSAMLProvider", named),
    "NoSuchEntity",
    `Manifest not found for arn ${ARN}`,
  );
});

test("an account has so many", async () => {
  for (const Name of ["a", "b", "c"]) await create({ Name });
  await refuses(create(), "LimitExceeded", "Cannot exceed quota for SAMLProvidersPerAccount: 3");
});

test("what is not there, and what is no ARN of a provider", async () => {
  const missing = ["NoSuchEntity", `Manifest not found for arn ${ARN}`] as const;
  await refuses(get(), ...missing);
  await refuses(iam.ask(iam.root, "DeleteSAMLProvider", named), ...missing);
  await refuses(update({ AssertionEncryptionMode: "Allowed" }), ...missing);
  await refuses(update({}), ...missing);
  await refuses(iam.ask(iam.root, "ListSAMLProviderTags", named), ...missing);
  const SAMLProviderArn = "arn:aws:iam::111111111111:role/corp";
  await refuses(
    iam.ask(iam.root, "GetSAMLProvider", { SAMLProviderArn }),
    "ValidationError",
    "Invalid ARN:  Could not be parsed!",
  );
});

test("metadata is changed, and nothing else", async () => {
  await create({ Tags: [{ Key: "a", Value: "1" }] });
  const before = await get();
  const SAMLMetadataDocument = METADATA.replace("urn:idp", "urn:other");
  assert.deepEqual(await update({ SAMLMetadataDocument }), { SAMLProviderArn: ARN });
  assert.deepEqual(await get(), { ...before, SAMLMetadataDocument });
});

test("a change of nothing is refused", async () => {
  await create();
  await refuses(
    update({}),
    "ValidationError",
    "Unable to update identity provider. No updates are defined for metadata or encryption assertion.",
  );
});

test("deleted and made anew it has the same ARN and another id", async () => {
  await create();
  const { SAMLProviderUUID } = await get();
  await iam.ask(iam.root, "DeleteSAMLProvider", named);
  assert.deepEqual(await create(), { SAMLProviderArn: ARN });
  assert.notEqual((await get()).SAMLProviderUUID, SAMLProviderUUID);
});

test("at most two private keys, of any kind that PEM has, of which nothing is shown", async () => {
  await create({ AddPrivateKey: pemOf(PRIVATE_KEYS.weak, "pkcs1") });
  const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  iam.advance(1_000);
  await update({ AddPrivateKey: pemOf(ec) });
  const { PrivateKeyList: keys = [] } = await get();
  assert.ok(
    keys.every((key) => /^SAMLPK[A-Z2-7]{16}$/.test(key.KeyId ?? "") && Object.keys(key).length === 2),
  );
  assert.deepEqual(
    keys.map(({ Timestamp }) => Timestamp?.getTime()),
    [iam.now() - 1_000, iam.now()],
  );
  await refuses(update({ AddPrivateKey: KEY }), "LimitExceeded", "Private key limit of 2 is reached.");
  const [first] = await keyIds();
  await update({ RemovePrivateKey: first });
  await update({ AddPrivateKey: KEY });
  assert.equal((await keyIds()).length, 2);
});

test("what is kept of a private key is sealed, for its own id", async () => {
  await create({ AddPrivateKey: KEY });
  const record = await iam.store.read((tx) => tx.samlProviders.byId(ARN as never));
  const [key] = record?.privateKeys ?? assert.fail();
  assert.ok(key && !JSON.stringify(record).includes(KEY.slice(40, 80)));
  const sealed = Buffer.from(key.sealedKey, "base64");
  assert.equal(openSecret(iam.env.keyRing, key.id, sealed), KEY);
  assert.equal(openSecret(iam.env.keyRing, "SAMLPKOTHER", sealed), undefined);
});

test("private keys that are refused", async () => {
  await create();
  const both =
    "Unable to add and remove private keys in the same request. Set a value for only one of the two parameters.";
  await refuses(update({ AddPrivateKey: "no key" }), "InvalidInput", "Invalid private key.");
  await refuses(create({ Name: "b", AddPrivateKey: METADATA }), "InvalidInput", "Invalid private key.");
  const locked = PRIVATE_KEYS.account.export({
    type: "pkcs8",
    format: "pem",
    cipher: "aes-256-cbc",
    passphrase: "x",
  });
  await refuses(update({ AddPrivateKey: locked as string }), "InvalidInput", "Invalid private key.");
  await refuses(update({ AddPrivateKey: KEY, RemovePrivateKey: "x" }), "ValidationError", both);
  await refuses(
    update({ RemovePrivateKey: "SAMLPKOTHEROTHEROTHERO" }),
    "InvalidInput",
    "Failed to remove private key because the Key ID does not match a private key.",
  );
});

test("encryption is required only while there is a key", async () => {
  const none = [
    "InvalidInput",
    "Failed to set assertion encryption mode to Required because no private key is present.",
  ] as const;
  await refuses(create({ AssertionEncryptionMode: "Required" }), ...none);
  await create();
  await refuses(update({ AssertionEncryptionMode: "Required" }), ...none);
  await update({ AssertionEncryptionMode: "Required", AddPrivateKey: KEY });
  assert.equal((await get()).AssertionEncryptionMode, "Required");
  const [id] = await keyIds();
  await refuses(update({ RemovePrivateKey: id }), "InvalidInput", "Failed to remove private key.");
  await update({ RemovePrivateKey: id, AssertionEncryptionMode: "Allowed" });
  assert.deepEqual(await keyIds(), []);
});

test("tags are answered as they were sent, and shown by key; Team and team are two", async () => {
  const Tags = [
    { Key: "team", Value: "1" },
    { Key: "Team", Value: "2" },
  ];
  assert.deepEqual((await create({ Tags })).Tags, Tags);
  assert.deepEqual((await get()).Tags, Tags.toReversed());
  await iam.ask(iam.root, "TagSAMLProvider", { ...named, Tags: [{ Key: "a", Value: "3" }] });
  await iam.ask(iam.root, "UntagSAMLProvider", { ...named, TagKeys: ["team", "absent"] });
  const { Tags: left } = await iam.ask(iam.root, "ListSAMLProviderTags", named);
  assert.deepEqual(left, [
    { Key: "Team", Value: "2" },
    { Key: "a", Value: "3" },
  ]);
  const {
    Tags: page,
    IsTruncated,
    Marker,
  } = await iam.ask(iam.root, "ListSAMLProviderTags", { ...named, MaxItems: 1 });
  assert.deepEqual([page?.length, IsTruncated], [1, true]);
  const rest = await iam.ask(iam.root, "ListSAMLProviderTags", { ...named, Marker });
  assert.deepEqual(rest.Tags, [{ Key: "a", Value: "3" }]);
});

test("a provider is of the tags that a policy asks for", async () => {
  await iam.ask(iam.root, "CreateUser", { UserName: "ann" });
  await iam.allow("ann", {
    Action: "iam:*SAML*",
    Condition: { StringEquals: { "aws:ResourceTag/team": "blue" } },
  });
  await create({ Tags: [{ Key: "team", Value: "blue" }] });
  const ann = await iam.asUser("ann");
  assert.equal((await iam.ask(ann, "GetSAMLProvider", named)).AssertionEncryptionMode, "Allowed");
  await iam.ask(iam.root, "UntagSAMLProvider", { ...named, TagKeys: ["team"] });
  await assert.rejects(iam.ask(ann, "GetSAMLProvider", named), {
    code: "AccessDenied",
    message: `User: arn:aws:iam::111111111111:user/ann is not authorized to perform: iam:GetSAMLProvider on resource: ${ARN} because no identity-based policy allows the iam:GetSAMLProvider action`,
  });
});
