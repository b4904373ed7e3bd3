/** What differs between services in SigV4. */
export interface ServiceRules {
  /** S3 signs the path as it stands; every other service removes dot segments and encodes what remains once more. */
  readonly path: "asItStands" | "normalizedAndEncodedAgain";
  /**
   * S3 must be told the payload's hash in x-amz-content-sha256, and lets it be UNSIGNED-PAYLOAD. Everywhere else the body
   * carries the operation and its parameters, so an unsigned body would let whoever sees one request send another.
   */
  readonly payload: "declared" | "hashed";
}

const S3_RULES: ServiceRules = { path: "asItStands", payload: "declared" };
const DEFAULT_RULES: ServiceRules = { path: "normalizedAndEncodedAgain", payload: "hashed" };

/** The signing names that follow S3's rules. https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
const RULES_BY_SERVICE: ReadonlyMap<string, ServiceRules> = new Map([
  ["s3", S3_RULES],
  ["s3express", S3_RULES],
  ["s3-object-lambda", S3_RULES],
  ["s3-outposts", S3_RULES],
]);

export function serviceRules(service: string): ServiceRules {
  return RULES_BY_SERVICE.get(service) ?? DEFAULT_RULES;
}
