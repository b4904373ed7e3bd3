import { type KeyObject, sign } from "node:crypto";
import { PROOF_TYPE } from "./key-proof.ts";
import { requestDigest } from "./request-digest.ts";

export interface KeyProofOptions {
  /** On P-256. */
  readonly privateKey: KeyObject;
  readonly subject: string;
  /** In seconds. */
  readonly now: number;
  /** Another one each time: 16 to 64 letters, digits, `_` and `-`, such as a UUID. */
  readonly id: string;
  readonly operation: string;
  /** What is asked for; a member `Proof` does not count. */
  readonly input: object;
  /** `rolecall` where nothing is said. */
  readonly audience?: string;
  /** 60 where nothing is said, 300 at most. */
  readonly durationSeconds?: number;
}

/** Makes a proof for one call, as whoever calls needs it: each is good once. */
export function signKeyProof({
  privateKey,
  subject,
  now,
  id,
  operation,
  input,
  audience = "rolecall",
  durationSeconds = 60,
}: KeyProofOptions): string {
  const claims = {
    sub: subject,
    aud: audience,
    iat: now,
    exp: now + durationSeconds,
    jti: id,
    digest: requestDigest(operation, input),
  };
  const signed = `${encode({ alg: "ES256", typ: PROOF_TYPE })}.${encode(claims)}`;
  const signature = sign("sha256", Buffer.from(signed), { key: privateKey, dsaEncoding: "ieee-p1363" });
  return `${signed}.${signature.toString("base64url")}`;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
