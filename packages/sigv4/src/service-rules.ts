/** What differs between services in SigV4. */
export interface ServiceRules {
  /** S3 signs the path as it stands; every other service removes dot segments and encodes what remains once more. */
  readonly path: "asItStands" | "normalizedAndEncodedAgain";
  /**
   * S3 must be told the payload's hash in x-amz-content-sha256, and lets it be UNSIGNED-PAYLOAD. Everywhere else the body
   * carries the operation and its parameters, so an unsigned body would let whoever sees one request send another.
   */
  readonly payload: "declared" | "hashed";
  /**
   * How far a request's time may be from ours, either way. Recorded of AWS: "(20220127T015928Z - 15 min.)" from STS,
   * "MaxAllowedSkewMilliseconds 900000" from S3, "- 5 min." from others.
   */
  readonly clockSkewMs: number;
  /**
   * Whether the refusal of a region repeats it. Recorded of AWS: "… a valid region, not 'us-east-2'. " from IAM (2022), "… a valid
   * region. " from STS (2022 to 2024; until 2019 it named the region).
   */
  readonly namesWrongRegion: boolean;
}

const MINUTE_MS = 60_000;

const DEFAULT_RULES: ServiceRules = {
  path: "normalizedAndEncodedAgain",
  payload: "hashed",
  clockSkewMs: 5 * MINUTE_MS,
  namesWrongRegion: true,
};
const STS_RULES: ServiceRules = {
  ...DEFAULT_RULES,
  clockSkewMs: 15 * MINUTE_MS,
  namesWrongRegion: false,
};
/** https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
const S3_RULES: ServiceRules = {
  ...DEFAULT_RULES,
  path: "asItStands",
  payload: "declared",
  clockSkewMs: 15 * MINUTE_MS,
};

/** The signing names whose rules are not everyone's. */
const RULES_BY_SERVICE: ReadonlyMap<string, ServiceRules> = new Map([
  ["sts", STS_RULES],
  ["s3", S3_RULES],
  ["s3express", S3_RULES],
  ["s3-object-lambda", S3_RULES],
  ["s3-outposts", S3_RULES],
]);

export function serviceRules(service: string): ServiceRules {
  return RULES_BY_SERVICE.get(service) ?? DEFAULT_RULES;
}
