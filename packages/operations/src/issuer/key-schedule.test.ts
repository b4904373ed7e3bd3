import assert from "node:assert/strict";
import { test } from "node:test";
import { toAccountId } from "@rolecall/names";
import type { IssuerKeyRecord } from "@rolecall/store";
import fc from "fast-check";
import {
  isNextKeyDue,
  SHOWN_AFTER_MS,
  SHOWN_BEFORE_MS,
  SIGNS_FOR_MS,
  shownKeys,
  signingKey,
} from "./key-schedule.ts";

const LONGEST_TOKEN_MS = 3_600_000;

function keyOf(id: string, signsFrom: number, createdAt = signsFrom): IssuerKeyRecord {
  return {
    accountId: toAccountId("111111111111"),
    id,
    algorithm: "RS256",
    publicKey: "{}",
    sealedPrivateKey: new Uint8Array(),
    createdAt,
    signsFrom,
  };
}

/** As a keeper that looks at these times leaves them. */
function rotate(looks: readonly number[]): readonly IssuerKeyRecord[] {
  let keys: IssuerKeyRecord[] = [keyOf("RSA_0", 0)];
  for (const now of looks) {
    if (!isNextKeyDue(keys, "RS256", now)) continue;
    const signsFrom = now + SHOWN_BEFORE_MS;
    keys = keys.map((key) => ({ ...key, shownUntil: key.shownUntil ?? signsFrom + SHOWN_AFTER_MS }));
    keys.push(keyOf(`RSA_${keys.length}`, signsFrom, now));
  }
  return keys;
}

test("a key signs for ninety days, and the next one is shown a day before", () => {
  const keys = [keyOf("RSA_0", 0)];
  assert.equal(isNextKeyDue(keys, "RS256", SIGNS_FOR_MS - SHOWN_BEFORE_MS - 1), false);
  assert.equal(isNextKeyDue(keys, "RS256", SIGNS_FOR_MS - SHOWN_BEFORE_MS), true);
  assert.equal(isNextKeyDue(keys, "ES384", 0), true);
  const rotated = rotate([SIGNS_FOR_MS - SHOWN_BEFORE_MS]);
  assert.equal(signingKey(rotated, "RS256", SIGNS_FOR_MS - 1)?.id, "RSA_0");
  assert.equal(signingKey(rotated, "RS256", SIGNS_FOR_MS)?.id, "RSA_1");
  assert.equal(signingKey(rotated, "ES384", SIGNS_FOR_MS), undefined);
});

test("whoever has a key set of the last day verifies every token for as long as it lives", () => {
  const day = fc.integer({ min: 0, max: 400 * 86_400_000 });
  fc.assert(
    fc.property(fc.array(day, { maxLength: 40 }), day, fc.nat(LONGEST_TOKEN_MS), (looks, issuedAt, age) => {
      const keys = rotate(looks.toSorted((left, right) => left - right));
      const signer = signingKey(keys, "RS256", issuedAt);
      assert.ok(signer, "an issuer that has a key signs");
      const verifiedAt = issuedAt + age;
      assert.ok(shownKeys(keys, verifiedAt).includes(signer), "while the token lives");
      const fetchedAt = issuedAt - SHOWN_BEFORE_MS;
      const fetched = shownKeys(
        keys.filter(({ createdAt }) => createdAt <= fetchedAt),
        fetchedAt,
      );
      if (fetchedAt >= 0) assert.ok(fetched.includes(signer), "a day before it signed");
    }),
  );
});
