import { sign } from "node:crypto";
import type { TestKeys } from "./certificate.test-support.ts";
import { identifier, integer, name, pemOf, sequence, tagged, time } from "./der.test-support.ts";

interface RevocationListPlan {
  readonly issuer: string;
  readonly keys: TestKeys;
  readonly serialNumbers: readonly number[];
}

/** A list in PEM, signed by ECDSA with SHA-256. @param now when it was made */
export function newRevocationList(
  { issuer, keys, serialNumbers }: RevocationListPlan,
  now = Date.now(),
): Uint8Array {
  const made = time(new Date(now));
  const algorithm = sequence(identifier("2a8648ce3d040302"));
  const entries = serialNumbers.map((number) => sequence(integer(number), made));
  const list = entries.length === 0 ? [] : [sequence(...entries)];
  const body = sequence(integer(1), algorithm, name(issuer), made, ...list);
  const signature = tagged(0x03, Buffer.from([0]), sign("sha256", body, keys.privateKey));
  return Buffer.from(pemOf("X509 CRL", sequence(body, algorithm, signature)));
}
