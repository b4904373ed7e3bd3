import type { SignatureLocation } from "./claim.ts";

/** Why an X-Amz-Expires is none. */
export type ExpiresProblem = "notANumber" | "negative" | "tooLarge";

/** Everything that is wrong with a credential scope; AWS names all of it at once. */
export interface ScopeProblems {
  readonly region?: {
    readonly claimed: string;
    readonly expected: string | undefined;
    /** The service that was asked: not all name the region that they refuse. */
    readonly service: string;
  };
  readonly service?: { readonly claimed: string; readonly expected: string };
  readonly terminator?: { readonly claimed: string };
  readonly date?: { readonly claimed: string; readonly timestamp: string };
}

/**
 * Why a request is not authenticated, with the facts. It carries no wire text: `describeFailure` gives code, message and
 * status in the dialect of the caller's protocol.
 */
export type SignatureFailure =
  | { readonly reason: "missingAuthenticationToken" }
  | { readonly reason: "twoMechanisms" }
  | {
      readonly reason: "unsupportedAlgorithm";
      readonly algorithm: string;
      readonly location: SignatureLocation;
    }
  | { readonly reason: "malformedPair"; readonly pair: string }
  | {
      readonly reason: "missingParameters";
      readonly location: SignatureLocation;
      readonly parameters: readonly string[];
      readonly isDateMissing: boolean;
      /** The Authorization header, "" for a presigned request. */
      readonly authorization: string;
    }
  | { readonly reason: "malformedDate"; readonly value: string; readonly location: SignatureLocation }
  | {
      readonly reason: "malformedCredential";
      readonly credential: string;
      readonly elements: number;
      readonly location: SignatureLocation;
    }
  | { readonly reason: "invalidExpires"; readonly problem: ExpiresProblem }
  /** SignedHeaders does not name each header once, in lower case and sorted. */
  | { readonly reason: "malformedSignedHeaders" }
  | { readonly reason: "hostNotSigned" }
  | { readonly reason: "headersNotSigned"; readonly names: readonly string[] }
  | {
      readonly reason: "signatureExpired";
      readonly signedAtMs: number;
      readonly nowMs: number;
      readonly skewMs: number;
    }
  | {
      readonly reason: "signatureNotYetCurrent";
      readonly signedAtMs: number;
      readonly nowMs: number;
      readonly skewMs: number;
    }
  | {
      readonly reason: "presignedExpired";
      readonly expiresAtMs: number;
      readonly expiresSeconds: number;
      readonly nowMs: number;
    }
  | { readonly reason: "wrongScope"; readonly location: SignatureLocation; readonly problems: ScopeProblems }
  | { readonly reason: "contentHashMissing" }
  | { readonly reason: "contentHashInvalid"; readonly claimed: string }
  | { readonly reason: "contentHashMismatch"; readonly claimed: string; readonly computed: string }
  | {
      readonly reason: "signatureMismatch";
      readonly accessKeyId: string;
      readonly signature: string;
      /** What should have been signed; of a very long one the beginning. */
      readonly canonicalRequest: string;
      readonly stringToSign: string;
    }
  /** X-Amz-X509 or X-Amz-X509-Chain is not there once, as base64 of DER. */
  | { readonly reason: "malformedCertificate"; readonly header: string }
  /** The certificate's key is none that signatures are verified by: who verifies says so. */
  | { readonly reason: "unusableCertificate" }
  /** The certificate's key did not make the signature, or the credential names another certificate. */
  | { readonly reason: "certificateMismatch" }
  /** No such access key, or none that is active: who looks it up says so. */
  | { readonly reason: "unknownAccessKeyId"; readonly accessKeyId: string }
  /** The session token does not open, or does not belong to the access key. */
  | { readonly reason: "invalidSessionToken" }
  | { readonly reason: "expiredSessionToken" };

export type FailureReason = SignatureFailure["reason"];
