import assert from "node:assert/strict";
import { generateKeyPairSync, randomUUID } from "node:crypto";
import { afterEach, beforeEach, test } from "node:test";
import { sessionCaller } from "@rolecall/access";
import type { RolecallOperations } from "@rolecall/contracts";
import { openSession } from "@rolecall/credentials";
import { signKeyProof } from "@rolecall/federation/key-proof";
import { addOrganization, join, MANAGEMENT } from "../../../../access/src/organizations.test-support.ts";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { rolecallService } from "../index.ts";

const NAME = "albums.example.internal";
const newKey = () => {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return { privateKey, pem: publicKey.export({ format: "pem", type: "spki" }).toString() };
};

let h: Harness<RolecallOperations>;
beforeEach(async () => {
  h = await createHarness<RolecallOperations>(rolecallService);
});
afterEach(() => h.close());

const register = (ServiceName = NAME, caller = h.root, key = newKey()) =>
  h.ask(caller, "RegisterService", { ServiceName, PublicKey: key.pem });

test("nobody becomes one of AWS's services, nor one that looks like one, nor one that is there", async () => {
  for (const name of [
    "ec2.amazonaws.com",
    "lambda.amazonaws.com.cn",
    "photos.amazonaws.com",
    "lambda.example.com",
    "photos.aws.internal",
    "amazon.internal",
    "photos",
    "-photos.internal",
    "photos..internal",
  ])
    await assert.rejects(register(name), { code: "ValidationException" }, name);
  await register();
  await refuses(register(), "ConflictException", `The name ${NAME} is taken.`);
  const other = await h.addAccount("222222222222");
  await refuses(register(NAME, other), "ConflictException", `The name ${NAME} is taken.`);
});

test("of an organization the management account alone registers, and all of its accounts know the service", async () => {
  await addOrganization(h);
  await assert.rejects(register(), { code: "NotServiceOwnerException" });
  const outside = await h.addAccount("222222222222");
  await h.store.write((tx) =>
    tx.registeredServices.insert({
      id: NAME,
      ownerAccountId: MANAGEMENT,
      signingName: NAME,
      keys: [],
      createdAt: 0,
    }),
  );
  const { Service } = await h.ask(h.root, "GetService", { ServiceName: NAME });
  assert.equal(Service.Reach, "ORGANIZATION");
  assert.equal((await h.ask(h.root, "ListServices", {})).Services.length, 1);
  await assert.rejects(h.ask(outside, "GetService", { ServiceName: NAME }), {
    code: "ResourceNotFoundException",
  });
  assert.equal((await h.ask(outside, "ListServices", {})).Services.length, 0);
  await assert.rejects(h.ask(h.root, "DeregisterService", { ServiceName: NAME }), {
    code: "NotServiceOwnerException",
  });
});

test("who registered a service and then joined an organization brings it into no other account of it", async () => {
  await register();
  await addOrganization(h);
  const other = await h.addAccount("222222222222");
  await h.store.write((tx) => join(tx, other.accountId));
  await assert.rejects(h.ask(other, "GetService", { ServiceName: NAME }), {
    code: "ResourceNotFoundException",
  });
  assert.equal((await h.ask(h.root, "GetService", { ServiceName: NAME })).Service.ServiceName, NAME);
});

test("the installation's own are known to everybody, and changed by nobody's account", async () => {
  await h.store.write((tx) =>
    tx.registeredServices.insert({ id: "ec2.amazonaws.com", signingName: "ec2", keys: [], createdAt: 0 }),
  );
  const ServiceName = "ec2.amazonaws.com";
  assert.equal((await h.ask(h.root, "GetService", { ServiceName })).Service.Reach, "INSTALLATION");
  for (const [name, input] of [
    ["AddServiceKey", { ServiceName, PublicKey: newKey().pem }],
    ["RemoveServiceKey", { ServiceName, KeyId: "0".repeat(32) }],
    ["DeregisterService", { ServiceName }],
  ] as const)
    await assert.rejects(h.ask(h.root, name, input as never), { code: "NotServiceOwnerException" }, name);
});

test("a service has two keys at most, and one at least", async () => {
  const { Service } = await register();
  const first = Service.Keys[0]?.KeyId ?? "";
  const remove = (KeyId: string) => h.ask(h.root, "RemoveServiceKey", { ServiceName: NAME, KeyId });
  await assert.rejects(remove(first), { code: "ConflictException" });
  const second = newKey();
  const add = (key = newKey()) => h.ask(h.root, "AddServiceKey", { ServiceName: NAME, PublicKey: key.pem });
  await add(second);
  await assert.rejects(add(second), { code: "ConflictException" });
  await assert.rejects(add(), { code: "LimitExceededException" });
  assert.equal((await remove(first)).Service.Keys.length, 1);
  await assert.rejects(remove(first), { code: "ResourceNotFoundException" });
});

type Asked = Omit<RolecallOperations["GetServiceCredentials"]["input"], "Proof">;

const proofOf = (
  { privateKey }: Pick<ReturnType<typeof newKey>, "privateKey">,
  input: Asked = {},
  subject = NAME,
) =>
  signKeyProof({
    privateKey,
    subject,
    now: Math.floor(h.now() / 1000),
    id: randomUUID(),
    operation: "GetServiceCredentials",
    input,
  });
const ask = (Proof: string, input: Asked = {}) =>
  h.ask(h.root, "GetServiceCredentials", { ...input, Proof } as never);

test("either key proves the service; what it gets says which one it was, for whom it acts, and when it ends", async () => {
  const [first, second] = [newKey(), newKey()];
  await register(NAME, h.root, first);
  await h.ask(h.root, "AddServiceKey", { ServiceName: NAME, PublicKey: second.pem });
  const input = { SourceArn: "arn:aws:photos:us-east-1:222222222222:album/1", DurationSeconds: 3600 };
  for (const key of [first, second]) {
    const { Credentials } = await ask(proofOf(key, input), input);
    const opened = openSession(h.env.keyRing, Credentials.AccessKeyId, Credentials.SessionToken);
    const caller = sessionCaller(opened?.claims ?? assert.fail(), Credentials.AccessKeyId);
    assert.ok(caller.kind === "serviceSession");
    assert.deepEqual(caller.source, { arn: input.SourceArn, accountId: "222222222222" });
    assert.equal(Credentials.Expiration.getTime() - h.now(), 3_600_000);
  }
});

test("a proof is good once, for what it is over, and made with the service's own key", async () => {
  const key = newKey();
  await register(NAME, h.root, key);
  const proof = proofOf(key);
  await ask(proof);
  await refuses(ask(proof), "InvalidProofException", "The proof was used before.");
  const over = proofOf(key, { SourceAccount: "111111111111" });
  await assert.rejects(ask(over, { SourceAccount: "222222222222" }), { code: "InvalidProofException" });
  await assert.rejects(ask(proofOf(newKey())), { code: "InvalidProofException" });
  await assert.rejects(ask(proofOf(key, {}, "videos.example.internal")), { code: "InvalidProofException" });
});

test("account and ARN of what it acts for agree, and one of them tells the account", async () => {
  const key = newKey();
  await register(NAME, h.root, key);
  for (const input of [
    { SourceArn: "arn:aws:photos:us-east-1:222222222222:album/1", SourceAccount: "111111111111" },
    { SourceArn: "arn:aws:s3:::bucket-of-nobody" },
    { SourceArn: "no-arn-at-all-but-long-enough" },
  ])
    await assert.rejects(ask(proofOf(key, input), input), { code: "ValidationException" }, input.SourceArn);
  const bucket = { SourceArn: "arn:aws:s3:::bucket-of-alice", SourceAccount: "111111111111" };
  await ask(proofOf(key, bucket), bucket);
});
