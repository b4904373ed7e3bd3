import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  assertionOptions,
  PasskeyRefusal,
  readAssertion,
  registrationOptions,
  relyingPartyOf,
  verifyAssertion,
  verifyRegistration,
} from "./index.ts";
import { SoftwareAuthenticator, type Twist } from "./software-authenticator.test-support.ts";

const PARTY = relyingPartyOf("https://id.example.com:8443/x") ?? assert.fail();
const CHALLENGE = Buffer.alloc(32, 7).toString("base64url");
const user = { id: Buffer.from("AIDAANN").toString("base64url"), name: "ann", displayName: "ann" };
const expected = { relyingParty: PARTY, challenge: CHALLENGE, mustVerifyUser: true };
const asking = { relyingParty: PARTY, challenge: CHALLENGE, known: [] };
const registering = registrationOptions({ ...asking, user, isPasswordless: true });
const asserting = assertionOptions({ ...asking, mustVerifyUser: true });

let authenticator: SoftwareAuthenticator;
beforeEach(() => {
  authenticator = new SoftwareAuthenticator({ origin: PARTY.origin, keepsUser: true });
});

const register = (twist?: Twist) => verifyRegistration(authenticator.create(registering, twist), expected);

test("passkeys belong to the host that people reach the console by", () => {
  assert.deepEqual(PARTY, { id: "id.example.com", origin: "https://id.example.com:8443" });
  const local = { id: "localhost", origin: "http://localhost:4566" };
  for (const host of ["127.0.0.1", "[::1]", "localhost"])
    assert.deepEqual(relyingPartyOf(`http://${host}:4566`), local);
  for (const host of ["192.0.2.1", "[2001:db8::1]"])
    assert.equal(relyingPartyOf(`http://${host}:4566`), undefined);
});

test("a passkey is registered, and signs in with a counter that rises", async () => {
  const credential = await register();
  assert.equal(credential.credentialId, authenticator.credentialId);
  assert.deepEqual([credential.signCount, credential.transports], [0, ["internal", "usb"]]);
  const assertion = readAssertion(authenticator.get(asserting));
  assert.equal(assertion.userHandle, user.id);
  assert.equal(await verifyAssertion(assertion, credential, expected), 1);
  const second = readAssertion(authenticator.get(asserting));
  assert.equal(await verifyAssertion(second, { ...credential, signCount: 1 }, expected), 2);
});

const REFUSED: Readonly<Record<string, Twist>> = {
  "of another origin": { origin: "https://id.example.com.evil.example" },
  "of another port": { origin: "https://id.example.com" },
  "of another host": { rpId: "example.com" },
  "for another challenge": { challenge: Buffer.alloc(32, 8).toString("base64url") },
  "of another kind": { type: "payment.get" },
  "asked for by a page in a frame": { crossOrigin: true },
  "whose owner was not verified": { isVerified: false },
  "whose owner was not there": { isPresent: false },
};

for (const [name, twist] of Object.entries(REFUSED)) {
  test(`an answer ${name} is refused`, async () => {
    await assert.rejects(register(twist), PasskeyRefusal);
    const credential = await register();
    const assertion = readAssertion(authenticator.get(asserting, twist));
    await assert.rejects(verifyAssertion(assertion, credential, expected), PasskeyRefusal);
  });
}

test("as a second factor it is enough that somebody is there", async () => {
  const credential = await register();
  const assertion = readAssertion(authenticator.get(asserting, { isVerified: false }));
  assert.equal(await verifyAssertion(assertion, credential, { ...expected, mustVerifyUser: false }), 1);
});

test("a counter that does not rise is a copy's", async () => {
  const credential = { ...(await register()), signCount: 5 };
  for (const signCount of [0, 4, 5])
    await assert.rejects(
      verifyAssertion(readAssertion(authenticator.get(asserting, { signCount })), credential, expected),
      PasskeyRefusal,
    );
  const assertion = readAssertion(authenticator.get(asserting, { signCount: 6 }));
  assert.equal(await verifyAssertion(assertion, credential, expected), 6);
});

test("an authenticator without a counter is taken", async () => {
  const credential = await register();
  for (let turn = 0; turn < 2; turn++) {
    const assertion = readAssertion(authenticator.get(asserting, { signCount: 0 }));
    assert.equal(await verifyAssertion(assertion, credential, expected), 0);
  }
});

test("another key, another credential, and a changed signature are refused", async () => {
  const credential = await register();
  const other = new SoftwareAuthenticator({ origin: PARTY.origin });
  const others = await verifyRegistration(other.create(registering), expected);
  const given = readAssertion(authenticator.get(asserting));
  await assert.rejects(verifyAssertion(given, others, expected), PasskeyRefusal);
  const wrongKey = { ...credential, publicKey: others.publicKey };
  await assert.rejects(verifyAssertion(given, wrongKey, expected), PasskeyRefusal);
  const signature = `${given.signature.slice(0, -8)}AAAAAAAA`;
  await assert.rejects(verifyAssertion({ ...given, signature }, credential, expected), PasskeyRefusal);
});

test("no certificate that comes with a registration is looked at: it may name hosts to be asked", async () => {
  const packed = { format: "packed", certificates: true };
  await assert.rejects(register(packed), /nobody asked for/);
  for (const format of ["tpm", "apple", "fido-u2f", "android-key", "android-safetynet", "unheard-of"])
    await assert.rejects(register({ format }), /nobody asked for/);
});

test("what is no credential, or too large for one, is refused before it is decoded", async () => {
  const good = authenticator.create(registering);
  const { response } = good;
  const bad: readonly unknown[] = [
    undefined,
    null,
    "x",
    [],
    {},
    { ...good, id: "other" },
    { ...good, type: "password" },
    { ...good, id: "A".repeat(2_000), rawId: "A".repeat(2_000) },
    { ...good, response: { ...response, clientDataJSON: "A".repeat(10_000) } },
    { ...good, response: { ...response, attestationObject: "A".repeat(20_000) } },
    { ...good, response: { ...response, attestationObject: "no base64!" } },
    // Lists in lists, 12,000 deep.
    {
      ...good,
      response: { ...response, attestationObject: Buffer.alloc(12_000, 0x81).toString("base64url") },
    },
    {
      ...good,
      response: { ...response, attestationObject: Buffer.alloc(12_000, 0xff).toString("base64url") },
    },
    { ...good, response: { ...response, clientDataJSON: Buffer.from("null").toString("base64url") } },
    { ...good, response: { ...response, clientDataJSON: Buffer.from("{").toString("base64url") } },
    { ...good, response: { ...response, attestationObject: undefined } },
    { ...good, __proto__: null, response: null },
  ];
  for (const each of bad) await assert.rejects(verifyRegistration(each, expected), PasskeyRefusal);
  for (const each of bad) assert.throws(() => readAssertion(each), PasskeyRefusal, "it has no signature");
});
