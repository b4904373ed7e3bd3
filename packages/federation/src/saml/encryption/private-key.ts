import { createPrivateKey, type KeyObject } from "node:crypto";

/** A private key in PEM, without a pass phrase; undefined where the text is none. AWS was recorded to take any kind of key. */
export function readPrivateKey(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey({ key: pem, format: "pem" });
  } catch {
    return undefined;
  }
}
