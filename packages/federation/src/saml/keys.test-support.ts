import { generateKeyPairSync, type KeyObject } from "node:crypto";

function rsa(modulusLength: number): KeyObject {
  return generateKeyPairSync("rsa", { modulusLength }).privateKey;
}

/** Made once for each test file. */
export const PRIVATE_KEYS = {
  idp: rsa(2048),
  /** Of somebody else. */
  stranger: rsa(2048),
  /** That assertions are encrypted for. */
  account: rsa(2048),
  weak: rsa(1024),
};
