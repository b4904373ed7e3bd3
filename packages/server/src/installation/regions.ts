/**
 * The home of AWS's commercial partition: IAM and the global endpoint of STS are there, and no account can turn it off.
 * Source: AWS General Reference, "IAM endpoints and quotas"; Account Management Reference, "Enable or disable AWS Regions".
 */
export const HOME_REGION = "us-east-1";

/** AWS's commercial regions. Source: the partition `aws` of botocore 1.43.11, without its pseudo-region `aws-global`. */
export const AWS_REGIONS: readonly string[] = [
  "af-south-1",
  "ap-east-1",
  "ap-east-2",
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-northeast-3",
  "ap-south-1",
  "ap-south-2",
  "ap-southeast-1",
  "ap-southeast-2",
  "ap-southeast-3",
  "ap-southeast-4",
  "ap-southeast-5",
  "ap-southeast-6",
  "ap-southeast-7",
  "ca-central-1",
  "ca-west-1",
  "eu-central-1",
  "eu-central-2",
  "eu-north-1",
  "eu-south-1",
  "eu-south-2",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "il-central-1",
  "me-central-1",
  "me-south-1",
  "mx-central-1",
  "sa-east-1",
  "us-east-1",
  "us-east-2",
  "us-west-1",
  "us-west-2",
];

/** What decides about the scopes of signatures. */
export interface ServedRegions {
  readonly acceptsRegion: (region: string) => boolean;
  readonly homeRegion: string;
}

export function servedRegions(names: readonly string[]): ServedRegions {
  const served: ReadonlySet<string> = new Set(names);
  return { acceptsRegion: (region) => served.has(region), homeRegion: HOME_REGION };
}
