/** What the bearer of a secret access key signs with. */
export type SecretAlgorithm = "AWS4-HMAC-SHA256" | "AWS4-ECDSA-P256-SHA256";

/**
 * What the bearer of a certificate's private key signs with, where IAM Roles Anywhere is asked.
 * https://docs.aws.amazon.com/rolesanywhere/latest/userguide/authentication-sign-process.html
 */
export type CertificateAlgorithm = "AWS4-X509-RSA-SHA256" | "AWS4-X509-ECDSA-SHA256" | "AWS4-X509-MLDSA";

export type SignatureAlgorithm = SecretAlgorithm | CertificateAlgorithm;

/** Where the signature stands: in the Authorization header, or in the query of a presigned URL. */
export type SignatureLocation = "header" | "query";

/** What a request says of its own signature. Nothing in it is proven before `verifySignature`. */
export interface SignatureClaim {
  readonly algorithm: SignatureAlgorithm;
  readonly location: SignatureLocation;
  /** Where a certificate's key signed: the certificate's serial number, in decimal digits. */
  readonly accessKeyId: string;
  /** As given: `keyid/date/region/service/aws4_request`; SigV4a leaves the region out. */
  readonly credential: string;
  /** YYYYMMDD, as claimed. */
  readonly scopeDate: string;
  /** "" in SigV4a, which has a region set instead. */
  readonly region: string;
  /** SigV4a's X-Amz-Region-Set; empty otherwise. */
  readonly regionSet: readonly string[];
  /** The signing name of the service, as claimed: "iam", "sts", "s3". */
  readonly service: string;
  /** "aws4_request", if the request is right. */
  readonly terminator: string;
  readonly signedHeaders: readonly string[];
  /** The same names as given, joined by ";". */
  readonly signedHeaderList: string;
  readonly signature: string;
  readonly sessionToken: string | undefined;
  /** x-amz-content-sha256, or the query's X-Amz-Content-Sha256. */
  readonly contentSha256: string | undefined;
  /** ISO 8601 basic format, UTC: 20150830T123600Z. */
  readonly timestamp: string;
  readonly signedAtMs: number;
  /** The lifetime of a presigned request, 0..604800; undefined where none was given. */
  readonly expiresSeconds: number | undefined;
}

declare const checked: unique symbol;

/** A claim of a secret's bearer, whose time and scope were found right. Only `checkClaim` makes one. */
export type CheckedClaim = SignatureClaim & {
  readonly algorithm: SecretAlgorithm;
  readonly [checked]: true;
};

/** The same of a certificate's bearer. Only `checkCertificateClaim` makes one. */
export type CheckedCertificateClaim = SignatureClaim & {
  readonly algorithm: CertificateAlgorithm;
  readonly [checked]: true;
};

const CERTIFICATE_ALGORITHMS: Readonly<Record<CertificateAlgorithm, true>> = {
  "AWS4-X509-RSA-SHA256": true,
  "AWS4-X509-ECDSA-SHA256": true,
  "AWS4-X509-MLDSA": true,
};

export function isCertificateAlgorithm(name: string): name is CertificateAlgorithm {
  return Object.hasOwn(CERTIFICATE_ALGORITHMS, name);
}
