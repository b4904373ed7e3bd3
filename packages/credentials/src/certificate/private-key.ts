import { createPrivateKey, type KeyObject } from "node:crypto";
import { type PemBlock, readPemBlock } from "./pem.ts";

/** How each label says that its block is encoded. A passphrase has a label of its own, or headers, and is not asked for. */
const ENCODINGS: ReadonlyMap<string, "pkcs8" | "pkcs1" | "sec1"> = new Map([
  ["PRIVATE KEY", "pkcs8"],
  ["RSA PRIVATE KEY", "pkcs1"],
  ["EC PRIVATE KEY", "sec1"],
]);

const LABELS = [...ENCODINGS.keys()];
const TYPES: ReadonlySet<string | undefined> = new Set(["rsa", "ec"]);

/**
 * A private key of RSA or of an elliptic curve in PEM, without a passphrase.
 * @returns undefined for any other text
 */
export function readPrivateKey(text: string): KeyObject | undefined {
  const block = readPemBlock(text, LABELS);
  const key = block && parse(block);
  return TYPES.has(key?.asymmetricKeyType) ? key : undefined;
}

function parse({ label, der }: PemBlock): KeyObject | undefined {
  const type = ENCODINGS.get(label);
  if (type === undefined) return undefined;
  try {
    return createPrivateKey({ key: der, format: "der", type });
  } catch {
    return undefined;
  }
}
