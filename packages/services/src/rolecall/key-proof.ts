/** What machines and services prove themselves by: a statement over one request of this service, signed with a key of their own. */
import {
  type KeyProof,
  KeyProofRefusal,
  type ProofKey,
  requestDigest,
  verifyKeyProof,
} from "@rolecall/federation/key-proof";
import { type Proving, type ServiceError, spendProof } from "@rolecall/operations";
import type { WriteTransaction } from "@rolecall/store";
import { rolecallError } from "./error.ts";

export type WithProof = Proving<{ readonly Proof: string }>;

/** @throws KeyProofRefusal where it proves nothing; `orInvalidProof` says it to who sent it */
export function verifyProof(
  operation: string,
  { input, now }: Pick<WithProof, "input" | "now">,
  findKey: (subject: string) => Promise<ProofKey | undefined>,
): Promise<KeyProof> {
  return verifyKeyProof(input.Proof, {
    now: Math.floor(now / 1000),
    audience: "rolecall",
    digest: requestDigest(operation, input),
    findKey,
  });
}

interface Spending {
  readonly tx: WriteTransaction;
  readonly now: number;
  readonly caller: { readonly proof: KeyProof };
}

/** @throws InvalidProofException where credentials were given for it before: whoever overhears a proof gets none with it */
export async function spendKeyProof({ tx, now, caller: { proof } }: Spending): Promise<void> {
  const { subject, id, expiresAtSeconds } = proof;
  const spent = { id: `proof:${subject}:${id}`, expiresAt: expiresAtSeconds * 1000 };
  if (!(await spendProof(tx, spent, now))) throw invalidProof("The proof was used before.");
}

/** @throws InvalidProofException in place of KeyProofRefusal, and whatever else it was */
export function orInvalidProof(error: unknown): never {
  throw error instanceof KeyProofRefusal ? invalidProof(error.message) : error;
}

/** It was not made with a key of the subject's, or with one that the subject has no more. */
export function notOfItsKey(subject: string): ServiceError {
  return invalidProof(`The proof was not made with the key of ${subject}.`);
}

function invalidProof(message: string): ServiceError {
  return rolecallError("InvalidProofException", message);
}
