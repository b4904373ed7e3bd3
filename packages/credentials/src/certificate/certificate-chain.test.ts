import assert from "node:assert/strict";
import { generateKeyPairSync, X509Certificate } from "node:crypto";
import { test } from "node:test";
import { newCertificate, newEcKeys, newRsaKeys, type TestKeys } from "./certificate.test-support.ts";
import { invalidChainIndex } from "./certificate-chain.ts";

const nowMs = Date.now();
const DAY_MS = 86_400_000;

interface Authority {
  readonly subject: string;
  readonly keys: TestKeys;
}

function certificate(subject: string, signer?: Authority, more = {}, keys = newEcKeys()) {
  const pem = newCertificate({ subject, keys, ...(signer && { signer }), ...more });
  return { subject, keys, certificate: new X509Certificate(pem) };
}

const root = certificate("root", undefined, { isAuthority: true });
const middle = certificate("middle", root, { isAuthority: true });
const leaf = certificate("leaf", middle);

function indexOf(chain: readonly { readonly certificate: X509Certificate }[], body = leaf) {
  return invalidChainIndex(
    body.certificate,
    chain.map((each) => each.certificate),
    { nowMs },
  );
}

test("a chain that begins with the signer and goes on in order holds, to the root or not", () => {
  assert.equal(indexOf([]), undefined);
  assert.equal(indexOf([middle]), undefined);
  assert.equal(indexOf([middle, root]), undefined);
  // A root that stands there twice (recorded).
  assert.equal(indexOf([middle, root, root]), undefined);
  assert.equal(indexOf([root], root), undefined);
});

test("an RSA authority signs, and so does one whose certificate is of another name's key", () => {
  const authority = certificate("rsa", undefined, { isAuthority: true }, newRsaKeys(2048));
  assert.equal(indexOf([authority], certificate("leaf", authority)), undefined);
});

test("what is unrelated is told as -1, the leaf among its signers as 1", () => {
  assert.equal(indexOf([certificate("other", undefined, { isAuthority: true })]), -1);
  assert.equal(indexOf([root]), -1);
  assert.equal(indexOf([root, middle]), -1);
  const short = certificate("leaf", root);
  assert.equal(indexOf([short, root], short), 1);
});

test("who may not sign, signed falsely, or signs no longer is told by its place", () => {
  const noAuthority = certificate("no authority", root);
  assert.equal(indexOf([noAuthority, root], certificate("leaf", noAuthority)), 1);
  const impostor = certificate("middle", root, { isAuthority: true });
  assert.equal(indexOf([impostor, root]), 0);
  const falseRoot = certificate("root", undefined, { isAuthority: true });
  assert.equal(indexOf([middle, falseRoot]), 1);
  assert.equal(indexOf([root], certificate("leaf", falseRoot)), 0);
  const old = certificate("middle", root, {
    isAuthority: true,
    notBefore: new Date(nowMs - 9 * DAY_MS),
    notAfter: new Date(nowMs - DAY_MS),
  });
  assert.equal(indexOf([old, root], certificate("leaf", old)), 1);
});

test("a signature is verified once for each certificate, and never where names do not fit", () => {
  let verified = 0;
  const count = (chain: readonly X509Certificate[]) => {
    verified = 0;
    invalidChainIndex(leaf.certificate, chain, { nowMs, isSignedBy: () => ++verified > 0 });
    return verified;
  };
  const roots = Array<X509Certificate>(2_000).fill(root.certificate);
  assert.equal(count([middle.certificate, ...roots]), 2_001);
  assert.equal(count(Array<X509Certificate>(2_000).fill(leaf.certificate)), 0);
});

test("a key that would take long to verify by signs nothing", () => {
  const odd = generateKeyPairSync("rsa", { modulusLength: 1024, publicExponent: 2 ** 31 - 1 });
  const authority = certificate("odd", undefined, { isAuthority: true }, odd);
  assert.equal(indexOf([authority], certificate("leaf", authority)), undefined);
  const dsa = generateKeyPairSync("dsa", { modulusLength: 1024, divisorLength: 160 });
  const slow = certificate("slow", undefined, { isAuthority: true }, dsa);
  const signed = certificate("leaf", slow);
  assert.equal(signed.certificate.verify(dsa.publicKey), true);
  assert.equal(indexOf([slow], signed), 0);
});
