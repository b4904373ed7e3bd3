import { createPrivateKey, type KeyObject } from "node:crypto";
import { isQuick } from "../metadata/quick-key.ts";

/**
 * A private key in PEM, without a pass phrase; undefined where the text is none, or is of RSA and too large. AWS was recorded to take any
 * kind of key.
 */
export function readPrivateKey(pem: string): KeyObject | undefined {
  const key = parse(pem);
  return key !== undefined && isQuick(key) ? key : undefined;
}

function parse(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey({ key: pem, format: "pem" });
  } catch {
    return undefined;
  }
}
