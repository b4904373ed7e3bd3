import { identifier, NULL, sequence } from "./der.ts";

/** What identity documents are signed with, as EC2 has it: DSA over SHA-1 for `pkcs7`, RSA over SHA-256 for the rest. */
export const ALGORITHMS = {
  dsa: {
    digest: "sha1",
    digestId: sequence(identifier("2b0e03021a"), NULL),
    /** id-dsa-with-sha1, which has no parameters. */
    signatureId: sequence(identifier("2a8648ce380403")),
    /** PKCS#7 names the key's algorithm alone where there is a name for both: what OpenSSL writes. */
    signerId: sequence(identifier("2a8648ce380403")),
  },
  rsa: {
    digest: "sha256",
    digestId: sequence(identifier("608648016503040201"), NULL),
    signatureId: sequence(identifier("2a864886f70d01010b"), NULL),
    /** rsaEncryption */
    signerId: sequence(identifier("2a864886f70d010101"), NULL),
  },
} as const;

export type SignatureKind = keyof typeof ALGORITHMS;
