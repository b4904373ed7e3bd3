import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import {
  createKeyRing,
  keyIdOf,
  newKey,
  newTotpSeed,
  sealKey,
  sealSecret,
  sealTotpSeed,
} from "@rolecall/credentials";
import { toAccountId } from "@rolecall/names";
import { judgeSealedBy } from "./judge-sealed.ts";

const ACCOUNT = toAccountId("111111111111");

test("a seed or secret that was sealed for something else, or by a key that is gone, is told", () => {
  const masters = createKeyRing([newKey(randomBytes)], randomBytes);
  const dataKey = newKey(randomBytes);
  const keyId = keyIdOf(dataKey);
  const seals = sealKey(dataKey, [masters.current], randomBytes);
  const ring = createKeyRing([dataKey], randomBytes);
  const judge = judgeSealedBy(masters, [{ keyId, seals, createdAt: 0 }], randomBytes);
  const device = { accountId: ACCOUNT, serialNumber: "GAHT12345678" };
  const sealedSeed = sealTotpSeed(ring, device, newTotpSeed(randomBytes));
  const wrong = "what it holds sealed does not open";
  assert.equal(judge("mfaDevices", { ...device, sealedSeed }), undefined);
  // A security key has no seed.
  assert.equal(judge("mfaDevices", device), undefined);
  assert.equal(judge("mfaDevices", { ...device, serialNumber: "GAHT12345679", sealedSeed }), wrong);
  const other = createKeyRing([newKey(randomBytes)], randomBytes);
  const lost = sealTotpSeed(other, device, newTotpSeed(randomBytes));
  assert.equal(judge("mfaDevices", { ...device, sealedSeed: lost }), wrong);
  const sealedSecret = sealSecret(ring, "AKIA", "secret");
  assert.equal(judge("accessKeys", { id: "AKIA", sealedSecret }), undefined);
  assert.equal(judge("accessKeys", { id: "AKIB", sealedSecret }), wrong);
});
