/**
 * Proof by key: how a machine or a service shows that it holds the private key that it enrolled with, without a secret that travels.
 * A compact JWS (RFC 7515) with ES256 over who speaks, to whom, when, and the digest of what is asked for.
 */

/** What a proof's header says that it is, so that none passes for another kind of token, or one for it. Source: RFC 8725, 3.11. */
export const PROOF_TYPE = "rolecall-proof+jwt";

/** No proof is good for longer. */
export const PROOF_MAX_SECONDS = 300;

/** How far the clock of whoever made it may be off, as for signatures of AWS's. */
export const PROOF_LEEWAY_SECONDS = 300;

/** Characters. */
export const PROOF_MAX_LENGTH = 4096;

/** A proof that is genuine. */
export interface KeyProof {
  /** Who speaks: an instance's id, a service's name. */
  readonly subject: string;
  /** `jti`: no two proofs of one subject have the same. */
  readonly id: string;
  readonly expiresAtSeconds: number;
}

/** A proof that proves nothing. The message is for whoever sent it, and tells nothing of what is known here. */
export class KeyProofRefusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = "KeyProofRefusal";
  }
}
