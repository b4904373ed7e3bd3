import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { describe, it } from "node:test";
import { inspect } from "node:util";
import { createKeyRing, keyIdOf, newKey, ringKeyOf } from "./key-ring.ts";
import { formatMasterKey, parseMasterKeys } from "./master-key.ts";
import { boxKeyId } from "./sealed-box.ts";
import { openKey, sealKey } from "./sealed-key.ts";
import { openMessage, openText, sealMessage, sealText } from "./sealed-text.ts";
import { newSecretAccessKey, openSecret, sealSecret } from "./secret-access-key.ts";

const KEY = newKey(randomBytes);
const OTHER = newKey(randomBytes);
const RING = createKeyRing([KEY], randomBytes);

describe("master keys", () => {
  it("are read as they are written, several at once", () => {
    const text = `${formatMasterKey(KEY)}\n${formatMasterKey(OTHER)}, `;
    assert.deepEqual(parseMasterKeys(text).map(formatMasterKey), [KEY, OTHER].map(formatMasterKey));
  });

  it("are refused without being shown", () => {
    const short = Buffer.from(KEY.bytes.subarray(1)).toString("base64");
    for (const text of ["", " \n", short, `${formatMasterKey(KEY)} ${short}`, "hunter2"]) {
      assert.throws(
        () => parseMasterKeys(text),
        (error: Error) =>
          error instanceof TypeError && !(text !== "" && text !== " \n" && error.message.includes(text)),
      );
    }
  });

  it("do not show themselves in a ring that is printed", () => {
    const shown = inspect(RING, { depth: 9 }) + JSON.stringify(RING);
    assert.ok(!shown.includes(formatMasterKey(KEY)));
    assert.ok(!shown.includes(Buffer.from(KEY.bytes).toString("hex")));
  });

  it("make no ring where there is none, or one twice", () => {
    assert.throws(() => createKeyRing([], randomBytes), TypeError);
    assert.throws(() => createKeyRing([KEY, KEY], randomBytes), TypeError);
    assert.throws(() => createKeyRing([{ bytes: new Uint8Array(31) }], randomBytes), TypeError);
  });
});

describe("sealed secrets", () => {
  const secret = newSecretAccessKey(randomBytes);

  it("open for their access key id alone", () => {
    assert.match(secret, /^[A-Za-z0-9+/]{40}$/);
    const sealed = sealSecret(RING, "AKIA1", secret);
    assert.ok(!Buffer.from(sealed).includes(secret));
    assert.equal(openSecret(RING, "AKIA1", sealed), secret);
    assert.equal(openSecret(RING, "AKIA2", sealed), undefined);
    assert.notDeepEqual(sealSecret(RING, "AKIA1", secret), sealed);
  });

  it("open after the keys were rotated, until the old key is gone", () => {
    const sealed = sealSecret(RING, "AKIA1", secret);
    assert.equal(openSecret(createKeyRing([OTHER, KEY], randomBytes), "AKIA1", sealed), secret);
    assert.equal(openSecret(createKeyRing([OTHER], randomBytes), "AKIA1", sealed), undefined);
  });

  it("do not open with any bit flipped, or cut short", () => {
    const sealed = sealSecret(RING, "AKIA1", secret);
    for (let at = 0; at < sealed.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const tampered = Uint8Array.from(sealed);
        tampered[at] = (tampered[at] ?? 0) ^ (1 << bit);
        assert.equal(openSecret(RING, "AKIA1", tampered), undefined);
      }
      assert.equal(openSecret(RING, "AKIA1", sealed.subarray(0, at)), undefined);
    }
  });
});

describe("sealed texts", () => {
  it("open for their purpose and context alone", () => {
    const sealed = sealText(RING, "marker", "user-ü", "ListUsers 111111111111");
    assert.match(sealed, /^[A-Za-z0-9_-]+$/);
    assert.equal(openText(RING, "marker", sealed, "ListUsers 111111111111"), "user-ü");
    assert.equal(openText(RING, "marker", sealed, "ListRoles 111111111111"), undefined);
    assert.equal(openText(RING, "marker", sealed), undefined);
    assert.equal(openText(RING, "message", sealed, "ListUsers 111111111111"), undefined);
  });

  it("open in one spelling alone", () => {
    const sealed = sealText(RING, "marker", "abcd");
    for (const spelling of [
      `${sealed} `,
      `${sealed}=`,
      `-${sealed}`,
      sealed.toLowerCase(),
      "",
      "%",
      "x".repeat(100_000),
    ]) {
      assert.equal(openText(RING, "marker", spelling), undefined);
    }
    assert.equal(openText(RING, "marker", sealed), "abcd");
  });

  it("carry messages", () => {
    const message = JSON.stringify({ allowed: false, explicitDeny: true });
    assert.equal(openMessage(RING, sealMessage(RING, message, "1"), "1"), message);
    assert.equal(openMessage(RING, sealMessage(RING, message, "1"), "2"), undefined);
    assert.equal(openMessage(RING, sealText(RING, "marker", message, "1"), "1"), undefined);
  });
});

describe("a ring that changes", () => {
  it("has no two keys of one id: such a key is drawn again", () => {
    const drawn = [KEY.bytes, KEY.bytes, OTHER.bytes];
    const key = newKey(() => drawn.shift()!, new Set([keyIdOf(KEY)]));
    assert.deepEqual(key, OTHER);
    assert.deepEqual(drawn, []);
    assert.throws(
      () => createKeyRing([KEY], randomBytes).change([RING.current, ringKeyOf(KEY)], RING.current),
      TypeError,
    );
  });

  it("opens by all of its keys, seals by one, and counts those that leave", () => {
    const ring = createKeyRing([KEY], randomBytes);
    const other = ringKeyOf(OTHER);
    const sealed = sealSecret(ring, "AKIA1", "secret");
    ring.change([ring.current, other], other);
    assert.equal(boxKeyId(sealSecret(ring, "AKIA1", "secret")), keyIdOf(OTHER));
    assert.equal(openSecret(ring, "AKIA1", sealed), "secret");
    assert.equal(ring.departures, 0);
    ring.change([other], other);
    assert.equal(openSecret(ring, "AKIA1", sealed), undefined);
    assert.equal(ring.departures, 1);
    assert.throws(() => ring.change([RING.current], other), TypeError);
  });
});

describe("sealed keys", () => {
  const seals = sealKey(KEY, [RING.current, ringKeyOf(OTHER)], randomBytes);

  it("open by each of their master keys, as the key of their id alone", () => {
    for (const master of [KEY, OTHER]) {
      const opened = openKey(createKeyRing([master], randomBytes), keyIdOf(KEY), seals);
      assert.deepEqual(opened && [...opened.bytes], [...KEY.bytes]);
    }
    const strange = createKeyRing([newKey(randomBytes)], randomBytes);
    assert.equal(openKey(strange, keyIdOf(KEY), seals), undefined);
    assert.equal(openKey(RING, keyIdOf(OTHER), seals), undefined);
    for (const broken of ["", "AAAA", seals[RING.current.id]!.slice(2)])
      assert.equal(openKey(RING, keyIdOf(KEY), { [RING.current.id]: broken }), undefined);
  });

  it("do not open as what they are not, whatever they were sealed for", () => {
    const { current } = RING;
    const other = sealKey(OTHER, [current], randomBytes);
    assert.equal(openKey(RING, keyIdOf(KEY), other), undefined);
  });
});
