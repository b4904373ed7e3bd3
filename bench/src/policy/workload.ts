/**
 * The workload of the policy bench, as JSON in AWS's form: what an engine would be given. Everything follows from the seed.
 *
 * small: one statement. medium: ten managed policies of about ten statements, with wildcards, a third of them with conditions and
 * variables; a boundary, three levels of SCPs, and for S3 requests a bucket policy. large: the same with a hundred managed policies.
 */

import { projectCount, projectStatements, type WrittenStatement } from "./project-statements.ts";
import { Random } from "./random.ts";
import { type RequestKind, requestOf } from "./request-kinds.ts";
import { accountId } from "./written-request.ts";

export interface WrittenPolicy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly WrittenStatement[];
}

export interface Workload {
  readonly name: "small" | "medium" | "large";
  readonly identity: readonly WrittenPolicy[];
  readonly boundary?: readonly WrittenPolicy[];
  /** From the root to the account. */
  readonly serviceControl?: readonly (readonly WrittenPolicy[])[];
  /** For requests to S3. */
  readonly bucket?: readonly WrittenPolicy[];
  /** One JSON text for each request. */
  readonly requests: readonly string[];
}

const policyOf = (...statements: readonly WrittenStatement[]): WrittenPolicy => ({
  Version: "2012-10-17",
  Statement: statements,
});

const allow = (
  Action: string | readonly string[],
  Resource: string | readonly string[],
): WrittenStatement => ({
  Effect: "Allow",
  Action,
  Resource,
});

/** Of the workloads that are quoted. */
export const quotedSeed = 20_240_501;

export interface WorkloadOptions {
  readonly seed: number;
  readonly requestCount: number;
}

export function createSmallWorkload({ seed, requestCount }: WorkloadOptions): Workload {
  const random = new Random(seed);
  return {
    name: "small",
    identity: [policyOf(allow("s3:GetObject", "arn:aws:s3:::reports/*"))],
    requests: Array.from({ length: requestCount }, (_, index) => {
      const bucket = random.below(10) === 0 ? "archive" : "reports";
      return JSON.stringify(requestOf("readBucket", { random, index, bucket, projects: 1 }));
    }),
  };
}

export function createWorkload(name: "medium" | "large", options: WorkloadOptions): Workload {
  const policyCount = name === "medium" ? 10 : projectCount;
  const random = new Random(options.seed);
  return {
    name,
    identity: Array.from({ length: policyCount }, (_, project) => policyOf(...projectStatements(project))),
    boundary: [boundaryPolicy],
    serviceControl: serviceControlLevels,
    bucket: [bucketPolicy],
    requests: Array.from({ length: options.requestCount }, (_, index) =>
      JSON.stringify(requestOf(random.pick(requestMix), { random, index, projects: policyCount })),
    ),
  };
}

/** Four in five match an Allow or a Deny of the identity policies. */
const requestMix: readonly RequestKind[] = [
  "readObject",
  "readObject",
  "writeObject",
  "queryOwnItems",
  "queryOwnItems",
  "queryOtherItems",
  "createUser",
  "sendMessage",
  "invokeFunction",
  "startInstance",
  "readProtected",
  "deleteProtected",
  "stopWithoutMfa",
  "strangeService",
  "strangeBucket",
  "readShared",
];

const boundaryPolicy = policyOf(
  allow(
    ["s3:*", "dynamodb:*", "ec2:*", "sqs:*", "sns:*", "lambda:*", "logs:*", "kms:*", "cloudwatch:*"],
    "*",
  ),
  allow(["iam:Get*", "iam:List*", "iam:CreateUser", "iam:TagUser"], "*"),
  { Effect: "Deny", Action: ["kms:ScheduleKeyDeletion", "iam:*Boundary*"], Resource: "*" },
);

const fullAccess = policyOf(allow("*", "*"));

const serviceControlLevels: readonly (readonly WrittenPolicy[])[] = [
  [
    fullAccess,
    policyOf(
      { Effect: "Deny", Action: "organizations:LeaveOrganization", Resource: "*" },
      {
        Effect: "Deny",
        NotAction: ["iam:*", "organizations:*", "sts:*", "support:*", "s3:ListAllMyBuckets"],
        Resource: "*",
        Condition: { StringNotEquals: { "aws:RequestedRegion": ["eu-central-1", "eu-west-1"] } },
      },
    ),
  ],
  [
    fullAccess,
    policyOf({
      Effect: "Deny",
      Action: ["cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "config:Delete*", "guardduty:Delete*"],
      Resource: "*",
    }),
  ],
  [
    policyOf(
      allow(
        ["s3:*", "dynamodb:*", "ec2:*", "sqs:*", "sns:*", "lambda:*", "logs:*", "kms:*", "cloudwatch:*"],
        "*",
      ),
      allow(["iam:*", "sts:*"], "*"),
    ),
    policyOf({ Effect: "Deny", Action: "s3:PutBucketPublicAccessBlock", Resource: "*" }),
  ],
];

const bucketPolicy = policyOf(
  {
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${accountId}:user/alice` },
    Action: ["s3:GetObject", "s3:PutObject"],
    Resource: "arn:aws:s3:::shared/*",
  },
  {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: "arn:aws:s3:::*",
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  },
  {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:PutObject",
    Resource: "arn:aws:s3:::*/protected/*",
    Condition: { StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" } },
  },
);
