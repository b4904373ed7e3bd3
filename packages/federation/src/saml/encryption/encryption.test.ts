import assert from "node:assert/strict";
import { constants, createPublicKey, generateKeyPairSync, publicEncrypt } from "node:crypto";
import { test } from "node:test";
import { posted, responseOf, withSignature } from "../idp.test-support.ts";
import { idp, judge, provider, refuseEach } from "../judge.test-support.ts";
import { PRIVATE_KEYS } from "../keys.test-support.ts";
import { SamlRefusal } from "../saml-refusal.ts";
import { type Encrypting, encrypted } from "./encrypt.test-support.ts";

const { account, stranger } = PRIVATE_KEYS;
const holder = { ...provider, privateKeys: [account] };
const sealed = (text: string, options?: Encrypting) => responseOf(encrypted(text, account, options));
const taken = (text: string, by = holder) => judge(posted(text), { provider: by }).subject;

test("each cipher that AWS documents, with each digest of OAEP", () => {
  for (const cipher of ["aes-128-cbc", "aes-256-cbc", "aes-128-gcm", "aes-256-gcm"] as const)
    assert.equal(taken(sealed(idp.signed(), { cipher })), "ann@example.com");
  for (const label of ["sha1", "sha256", "sha512"] as const)
    for (const mask of ["sha1", "sha256"] as const)
      assert.equal(taken(sealed(idp.signed(), { label, mask })), "ann@example.com", `${label} ${mask}`);
});

test("any of the provider's keys opens it, so that they can be changed; keys that are not of RSA open nothing", () => {
  const { privateKey: ec } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  for (const privateKeys of [
    [stranger, account],
    [account, stranger],
    [ec, account],
  ])
    assert.equal(taken(sealed(idp.signed()), { ...holder, privateKeys }), "ann@example.com");
});

test("a signature of the whole beside it is looked at, too", () => {
  const whole = withSignature(
    responseOf(encrypted(idp.signed(), account).replaceAll(/<([a-z0-9:]+)([^<>]*)\/>/gi, "<$1$2></$1>"), {
      id: "_w",
    }),
    "_w",
    { key: idp.key },
  );
  assert.throws(() => taken(whole.replace("<samlp:Status>", "<samlp:Status> ")), { reason: "signature" });
});

/** Flips a bit of the block before the last: the filling changes as an attacker likes. */
const flipped = (bytes: Buffer) => {
  const other = Buffer.from(bytes);
  other[other.length - 17] = (other.at(-17) ?? 0) ^ 1;
  return other;
};
const oaep15 = (dataKey: Buffer) =>
  publicEncrypt({ key: createPublicKey(account), padding: constants.RSA_PKCS1_PADDING }, dataKey);

const BAD: Readonly<Record<string, () => string>> = {
  "encrypted for another key": () => responseOf(encrypted(idp.signed(), stranger)),
  "an assertion without signature in it": () => sealed(idp.assertion()),
  "signed by another key": () => sealed(idp.signed({}, { key: stranger })),
  "changed since it was signed": () => sealed(idp.signed().replace("ann@", "eve@")),
  "another issuer's": () => sealed(idp.signed({ issuer: "https://other.example" })),
  "two elements in it": () => sealed(idp.signed() + idp.assertion()),
  "a DTD in it": () => sealed(`<!DOCTYPE x>${idp.signed()}`),
  "no assertion in it": () => sealed("<x/>"),
  "a response in it": () => sealed(responseOf(idp.signed())),
  "an encrypted assertion in it": () => sealed(encrypted(idp.signed(), account)),
  "an assertion within the assertion in it": () =>
    sealed(
      idp.signed().replace("<saml:Subject>", `<saml:Advice>${idp.assertion()}</saml:Advice><saml:Subject>`),
    ),
  "no UTF-8 in it": () => sealed("x", { cipher: "aes-256-cbc", change: flipped }),
  "a CBC block changed (padding oracle)": () =>
    sealed(idp.signed(), { cipher: "aes-128-cbc", change: flipped }),
  "a CBC text cut short": () =>
    sealed(idp.signed(), { cipher: "aes-128-cbc", change: (bytes) => bytes.subarray(0, -1) }),
  "a CBC text of no block": () =>
    sealed(idp.signed(), { cipher: "aes-128-cbc", change: (bytes) => bytes.subarray(0, 16) }),
  "a GCM tag changed": () =>
    sealed(idp.signed(), {
      change: (bytes) => Buffer.concat([bytes.subarray(0, -1), Buffer.of((bytes.at(-1) ?? 0) ^ 1)]),
    }),
  "a GCM tag cut to four bytes": () => sealed(idp.signed(), { change: (bytes) => bytes.subarray(0, -12) }),
  "a GCM text of nothing": () => sealed(idp.signed(), { change: (bytes) => bytes.subarray(0, 20) }),
  "a key of PKCS #1 1.5 (Bleichenbacher)": () =>
    sealed(idp.signed(), {
      encryptKey: oaep15,
      keyMethod: '<xenc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#rsa-1_5"/>',
    }),
  "a key of PKCS #1 1.5 that says OAEP": () => sealed(idp.signed(), { encryptKey: oaep15 }),
  "a key as large as the modulus": () => sealed(idp.signed(), { encryptKey: () => Buffer.alloc(256, 255) }),
  "a key of too few bytes": () => sealed(idp.signed(), { encryptKey: (key) => key }),
  "a key of another length than the cipher's": () =>
    sealed(idp.signed(), {
      encryptKey: (key) =>
        publicEncrypt(
          { key: createPublicKey(account), padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha1" },
          key.subarray(0, 16),
        ),
    }),
  "another digest than it says": () =>
    sealed(idp.signed(), {
      label: "sha256",
      mask: "sha256",
      keyMethod: '<xenc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p"/>',
    }),
  OAEPparams: () =>
    sealed(idp.signed(), {
      keyMethod:
        '<xenc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p"><xenc:OAEPparams>AAAA</xenc:OAEPparams></xenc:EncryptionMethod>',
    }),
  "a cipher that is not taken": () =>
    sealed(idp.signed(), { finish: (element) => element.replace("aes256-gcm", "tripledes-cbc") }),
  "a cipher called __proto__": () =>
    sealed(idp.signed(), {
      finish: (element) => element.replace(/Algorithm="[^"]*aes256-gcm"/, 'Algorithm="__proto__"'),
    }),
  "the key by RetrievalMethod": () =>
    sealed(idp.signed(), {
      finish: (element) =>
        element.replace(
          /<xenc:EncryptedKey>.*<\/xenc:EncryptedKey>/,
          '<ds:RetrievalMethod URI="https://attacker.example/key"/>',
        ),
    }),
  "the text by CipherReference": () =>
    sealed(idp.signed(), {
      finish: (element) =>
        element.replace(
          /<xenc:CipherData><xenc:CipherValue>[^<]*<\/xenc:CipherValue><\/xenc:CipherData><\/xenc:EncryptedData>/,
          '<xenc:CipherData><xenc:CipherReference URI="https://attacker.example/"/></xenc:CipherData></xenc:EncryptedData>',
        ),
    }),
  "two keys": () =>
    sealed(idp.signed(), {
      finish: (element) => element.replace(/(<xenc:EncryptedKey>.*<\/xenc:EncryptedKey>)/, "$1$1"),
    }),
};

refuseEach(
  Object.entries(BAD).map(([name, text]) => ({ name, reason: "malformed" as const, text, provider: holder })),
);

test("of an assertion that cannot be opened, or whose signature is not good, one thing is said", () => {
  const messages = Object.values(BAD).map((text) => {
    try {
      return taken(text());
    } catch (error) {
      assert.ok(error instanceof SamlRefusal);
      return `${error.reason} ${error.message}`;
    }
  });
  assert.equal(new Set(messages).size, 1, [...new Set(messages)].join("\n"));
});

refuseEach([
  {
    name: "a signed one in the clear beside an encrypted one",
    reason: "malformed",
    text: () => responseOf(idp.signed() + encrypted(idp.signed(), account)),
    provider: holder,
  },
  {
    name: "a forged one in the clear inside what is encrypted (node-saml's encrypted_new_attack)",
    reason: "malformed",
    text: () =>
      sealed(idp.signed(), {
        finish: (element) => element.replace("<ds:KeyInfo", `${idp.assertion()}<ds:KeyInfo`),
      }),
    provider: holder,
  },
  {
    name: "an EncryptedID",
    reason: "malformed",
    text: () =>
      responseOf(
        idp.signed({ subject: "<saml:Subject><saml:EncryptedID></saml:EncryptedID></saml:Subject>" }),
      ),
    provider: holder,
  },
  {
    name: "encrypted, where the provider has no key",
    reason: "malformed",
    text: () => sealed(idp.signed()),
    provider,
  },
]);
