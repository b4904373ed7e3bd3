export { type KeyProof, KeyProofRefusal } from "./key-proof.ts";
export { type ProofKey, proofKeyId, readProofKey } from "./proof-key.ts";
export { requestDigest } from "./request-digest.ts";
export { signKeyProof } from "./sign-key-proof.ts";
export { verifyKeyProof } from "./verify-key-proof.ts";
