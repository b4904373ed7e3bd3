import { type KeyProof, KeyProofRefusal, PROOF_LEEWAY_SECONDS, PROOF_MAX_SECONDS } from "./key-proof.ts";
import { openProofKey, type ProofKey } from "./proof-key.ts";
import { readKeyProof } from "./read-key-proof.ts";

export interface ProofGround {
  /** In seconds. */
  readonly now: number;
  /** The service that is spoken to, as signatures name it: `rolecall`. */
  readonly audience: string;
  /** Of the request that the proof came with: `requestDigest`. */
  readonly digest: string;
  /** The key of a subject; undefined where nobody of the name has one. Asked for proofs that are in order so far, once. */
  findKey(subject: string): Promise<ProofKey | undefined>;
}

/**
 * Verifies a proof. INVARIANT: the key is the one that the subject enrolled with, whatever the proof brings along. That it is used once
 * is for the transaction to see to: `id` and `expiresAtSeconds` tell it apart and how long that has to be remembered.
 * @throws KeyProofRefusal where it proves nothing; a subject that is not known reads as one with another key
 */
export async function verifyKeyProof(text: string, ground: ProofGround): Promise<KeyProof> {
  const proof = readKeyProof(text);
  const { subject, id, expiresAtSeconds } = proof;
  checkTimes(proof, ground.now);
  if (proof.audience !== ground.audience)
    throw new KeyProofRefusal(`The proof's aud is not "${ground.audience}".`);
  if (proof.digest !== ground.digest) throw new KeyProofRefusal("The proof is over another request.");
  const key = await ground.findKey(subject);
  // Loaded when the first proof comes: who takes none waits for nothing.
  const { compactVerify } = await import("jose");
  try {
    if (key === undefined) throw new KeyProofRefusal("");
    await compactVerify(text, openProofKey(key), { algorithms: ["ES256"] });
  } catch {
    throw new KeyProofRefusal(`The proof was not made with the key of ${subject}.`);
  }
  return { subject, id, expiresAtSeconds };
}

interface Times {
  readonly issuedAtSeconds: number;
  readonly expiresAtSeconds: number;
}

function checkTimes({ issuedAtSeconds, expiresAtSeconds }: Times, now: number): void {
  if (issuedAtSeconds > now + PROOF_LEEWAY_SECONDS)
    throw new KeyProofRefusal(`The proof was made in the future: iat ${issuedAtSeconds}, and it is ${now}.`);
  if (expiresAtSeconds <= issuedAtSeconds || expiresAtSeconds > issuedAtSeconds + PROOF_MAX_SECONDS)
    throw new KeyProofRefusal(
      `The proof's exp is not behind its iat, by ${PROOF_MAX_SECONDS} seconds at most.`,
    );
  if (expiresAtSeconds <= now)
    throw new KeyProofRefusal(`The proof has ended: exp ${expiresAtSeconds}, and it is ${now}.`);
}
