import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IdentifiedCaller } from "@rolecall/access";
import type { RolecallOperations } from "@rolecall/contracts";
import { newUniqueId } from "@rolecall/names";
import {
  SoftwareAuthenticator,
  type Twist,
} from "../../../../credentials/src/passkey/software-authenticator.test-support.ts";
import { createHarness, type Harness } from "../../harness.test-support.ts";
import { rolecallService } from "../index.ts";

let h: Harness<RolecallOperations>;
let ann: IdentifiedCaller;
beforeEach(async () => {
  h = await createHarness(rolecallService);
  const id = newUniqueId("AIDA", h.env.random);
  const user = { id, accountId: h.accountId, name: "Ann", path: "/", tags: [], createdAt: h.now() };
  await h.store.write((tx) => tx.users.insert(user));
  ann = await h.asUser("Ann");
});
afterEach(() => h.close());

const ORIGIN = () => new URL(h.env.publicUrl).origin;

interface Registering {
  readonly caller?: IdentifiedCaller;
  readonly UserName?: string;
  readonly IsPasswordless?: boolean;
  readonly twist?: Twist;
  readonly authenticator?: SoftwareAuthenticator;
}

async function begin({ caller = h.root, UserName = "Ann", IsPasswordless = false }: Registering = {}) {
  const input = { IsPasswordless, ...(UserName !== "" && { UserName }) };
  const { Flow, Options } = await h.ask(caller, "BeginPasskeyRegistration", input);
  return { Flow, options: JSON.parse(Options) };
}

async function register(registering: Registering = {}) {
  const { caller = h.root, twist } = registering;
  const { Flow, options } = await begin(registering);
  const { authenticator = new SoftwareAuthenticator({ origin: ORIGIN(), keepsUser: true }) } = registering;
  const Credential = JSON.stringify(authenticator.create(options, twist));
  return h.ask(caller, "FinishPasskeyRegistration", { Flow, PasskeyName: "laptop", Credential });
}

const devicesOf = async (name = "Ann") =>
  h.store.read(async (tx) => {
    const user = await tx.users.byName(h.accountId, name);
    return tx.mfaDevices.ofOwner(user?.id ?? assert.fail());
  });

const refused = { code: "InvalidPasskeyException" };

test("a passkey is an MFA device of IAM's, with what signs in with it later", async () => {
  const authenticator = new SoftwareAuthenticator({ origin: ORIGIN(), keepsUser: true });
  await h.allow("Ann", { Effect: "Allow", Action: "iam:EnableMFADevice", Resource: "*" });
  const { SerialNumber } = await register({ caller: ann, authenticator, IsPasswordless: true });
  assert.match(SerialNumber, /^arn:aws:iam::111111111111:u2f\/user\/Ann\/laptop-[A-Z2-7]{26}$/);
  const [device, ...others] = await devicesOf();
  assert.equal(others.length, 0);
  assert.equal(device?.serialNumber, SerialNumber);
  assert.equal(device?.securityKey?.credentialId, authenticator.credentialId);
  assert.equal(device?.securityKey?.isPasswordless, true);
});

test("what the browser is asked names the user, and the keys that it has", async () => {
  await h.allow("Ann", { Effect: "Allow", Action: "iam:EnableMFADevice", Resource: "*" });
  const { options: byItself } = await begin({ caller: ann, IsPasswordless: true });
  await register();
  const { options } = await begin();
  const [device] = await devicesOf();
  assert.equal(options.rp.id, new URL(h.env.publicUrl).hostname);
  assert.equal(Buffer.from(options.user.id, "base64url").toString(), device?.assignment?.ownerId);
  assert.deepEqual(
    options.excludeCredentials.map(({ id }: { readonly id: string }) => id),
    [device?.securityKey?.credentialId],
  );
  assert.equal(byItself.authenticatorSelection.userVerification, "required");
  assert.equal(byItself.authenticatorSelection.residentKey, "required");
  assert.equal(options.attestation, "none");
});

test("root registers its own", async () => {
  const { SerialNumber } = await register({ UserName: "" });
  assert.match(SerialNumber, /^arn:aws:iam::111111111111:u2f\/root-account\/laptop-/);
});

test("a flow is good once, for ten minutes, and for who began it", async () => {
  const authenticator = new SoftwareAuthenticator({ origin: ORIGIN() });
  const { Flow, options } = await begin();
  const Credential = JSON.stringify(authenticator.create(options));
  const finish = (caller = h.root, flow = Flow) =>
    h.ask(caller, "FinishPasskeyRegistration", { Flow: flow, PasskeyName: "x", Credential });
  await h.allow("Ann", { Effect: "Allow", Action: "iam:*", Resource: "*" });
  await assert.rejects(finish(ann), refused);
  await assert.rejects(finish(h.root, `${Flow}A`), refused);
  await finish();
  const [device] = await devicesOf();
  await h.store.write((tx) => tx.mfaDevices.delete(h.accountId, device?.serialNumber ?? ""));
  await assert.rejects(finish(), refused);
  const second = await begin();
  h.advance(600_000);
  await assert.rejects(finish(h.root, second.Flow), refused);
});

test("an answer that was changed, or is for another page, is refused, and so is what is no JSON", async () => {
  for (const twist of [{ origin: "https://evil.example" }, { rpId: "evil.example" }, { challenge: "AAAA" }])
    await assert.rejects(register({ twist }), refused);
  const own = { UserName: "", IsPasswordless: true };
  await assert.rejects(register({ ...own, twist: { isVerified: false } }), refused);
  const { Flow } = await begin();
  for (const Credential of ["{", "null", "[]", `"x"`])
    await assert.rejects(
      h.ask(h.root, "FinishPasskeyRegistration", { Flow, PasskeyName: "x", Credential }),
      refused,
    );
});

test("it needs iam:EnableMFADevice on the user, for both steps", async () => {
  await assert.rejects(
    begin({ caller: ann }),
    /not authorized to perform: iam:EnableMFADevice on resource: user Ann/,
  );
  await h.allow("Ann", {
    Effect: "Allow",
    Action: "iam:EnableMFADevice",
    Resource: "arn:aws:iam::*:user/Ann",
    Condition: { StringEquals: { "iam:RegisterSecurityKey": "Create" } },
  });
  await begin({ caller: ann, UserName: "" });
  await assert.rejects(register({ caller: ann }), /not authorized to perform: iam:EnableMFADevice/);
  assert.deepEqual(await devicesOf(), []);
});

test("who may give a user devices does not become it: a passkey that signs in by itself is registered by its owner alone", async () => {
  await h.store.write((tx) =>
    tx.users.insert({
      id: newUniqueId("AIDA", h.env.random),
      accountId: h.accountId,
      name: "Bob",
      path: "/",
      tags: [],
      createdAt: h.now(),
    }),
  );
  const bob = await h.asUser("Bob");
  for (const name of ["Ann", "Bob"])
    await h.allow(name, { Effect: "Allow", Action: "iam:EnableMFADevice", Resource: "*" });
  const forOthers = { code: "ValidationException", message: /^IsPasswordless is for one's own passkeys/ };
  for (const caller of [bob, h.root])
    await assert.rejects(register({ caller, IsPasswordless: true }), forOthers);
  assert.deepEqual(await devicesOf(), []);
  await register({ caller: bob });
  await register({ caller: bob, UserName: "Bob", IsPasswordless: true });
  await register({ UserName: "", IsPasswordless: true });
});

test("whoever has a device needs it to register another", async () => {
  await h.allow("Ann", { Effect: "Allow", Action: "iam:EnableMFADevice", Resource: "*" });
  await register({ caller: ann });
  await assert.rejects(begin({ caller: ann }), { code: "MfaNeededException" });
  await register();
  assert.equal((await devicesOf()).length, 2);
});

test("the same passkey twice, and a ninth device, are refused", async () => {
  const authenticator = new SoftwareAuthenticator({ origin: ORIGIN() });
  await register({ authenticator });
  await assert.rejects(register({ authenticator }), { code: "ConflictException" });
  for (let number = 2; number <= 8; number++) await register();
  await assert.rejects(register(), {
    code: "LimitExceededException",
    message: "Cannot exceed quota for MFADevicesPerUser: 8",
  });
});

test("a user that was made anew under the name is another one", async () => {
  const { Flow, options } = await begin();
  const Credential = JSON.stringify(new SoftwareAuthenticator({ origin: ORIGIN() }).create(options));
  await h.store.write(async (tx) => {
    const user = (await tx.users.byName(h.accountId, "Ann")) ?? assert.fail();
    for (const { id } of await tx.accessKeys.ofOwner(user.id)) await tx.accessKeys.delete(id);
    await tx.users.delete(user.id);
    await tx.users.insert({ ...user, id: newUniqueId("AIDA", h.env.random) });
  });
  await assert.rejects(
    h.ask(h.root, "FinishPasskeyRegistration", { Flow, PasskeyName: "x", Credential }),
    refused,
  );
});
