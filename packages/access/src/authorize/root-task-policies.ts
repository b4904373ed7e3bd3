/**
 * The policies that sessions of AssumeRoot are limited by. AWS publishes them with its other managed policies, but nobody can
 * attach one. Source: IAM User Guide, "AWS managed policies for IAM"; of SQSUnlockQueuePolicy it tells the statements in words, and
 * these are what the words say.
 */
import { type Arn, formatArn, inOwnPartition, toArn } from "@rolecall/names";

interface Statement {
  readonly Sid: string;
  readonly Effect: "Deny";
  readonly [element: string]: unknown;
}

const ROOT = "arn:aws:iam::*:root";
const NOT_ROOT = { ArnNotLike: { "aws:PrincipalArn": ROOT } };

/** What credentials are looked at by. */
const LOOK_AT_CREDENTIALS = [
  "iam:ListAccessKeys",
  "iam:ListSigningCertificates",
  "iam:GetLoginProfile",
  "iam:ListMFADevices",
  "iam:GetUser",
  "iam:GetAccessKeyLastUsed",
];
const DELETE_CREDENTIALS = [
  "iam:DeleteAccessKey",
  "iam:DeleteSigningCertificate",
  "iam:DeleteLoginProfile",
  "iam:DeactivateMFADevice",
  "iam:DeleteVirtualMFADevice",
  ...LOOK_AT_CREDENTIALS,
];
const CREATE_PASSWORD = ["iam:CreateLoginProfile", "iam:GetLoginProfile"];
const BUCKET_POLICY = [
  "s3:DeleteBucketPolicy",
  "s3:PutBucketPolicy",
  "s3:GetBucketPolicy",
  "s3:ListAllMyBuckets",
];
const QUEUE_POLICY = [
  "sqs:SetQueueAttributes",
  "sqs:GetQueueAttributes",
  "sqs:ListQueues",
  "sqs:GetQueueUrl",
];

function nothingBut(actions: readonly string[]): Statement {
  return { Sid: "DenyAllOtherActionsOnAnyResource", Effect: "Deny", NotAction: actions, Resource: "*" };
}

function onRootAlone(Sid: string, actions: readonly string[]): Statement {
  return { Sid, Effect: "Deny", Action: actions, NotResource: ROOT };
}

function byRootAlone(Sid: string, actions: readonly string[]): Statement {
  return { Sid, Effect: "Deny", Action: actions, Resource: "*", Condition: NOT_ROOT };
}

const STATEMENTS: Readonly<Record<string, readonly Statement[]>> = {
  IAMAuditRootUserCredentials: [
    nothingBut([...LOOK_AT_CREDENTIALS, "iam:GetAccountSummary"]),
    onRootAlone("DenyAuditingCredentialsOnNonRootUserResource", LOOK_AT_CREDENTIALS),
  ],
  IAMCreateRootUserPassword: [
    nothingBut(CREATE_PASSWORD),
    onRootAlone("DenyCreatingPasswordOnNonRootUserResource", CREATE_PASSWORD),
  ],
  IAMDeleteRootUserCredentials: [
    nothingBut(DELETE_CREDENTIALS),
    onRootAlone("DenyDeletingRootUserCredentialsOnNonRootUserResource", DELETE_CREDENTIALS),
  ],
  S3UnlockBucketPolicy: [
    nothingBut(BUCKET_POLICY),
    byRootAlone("DenyManagingBucketPolicyForNonRootCallers", BUCKET_POLICY),
  ],
  SQSUnlockQueuePolicy: [
    nothingBut(QUEUE_POLICY),
    {
      Sid: "DenyGettingQueueAttributesOnNonOwnQueue",
      Effect: "Deny",
      Action: "sqs:GetQueueAttributes",
      Resource: "*",
      Condition: { StringNotEquals: { "aws:ResourceAccount": "${aws:PrincipalAccount}" } },
    },
    byRootAlone("DenyActionsForNonRootUser", QUEUE_POLICY),
  ],
};

/** By ARN, once the process has a partition. */
let documents: ReadonlyMap<string, string> | undefined;

function loaded(): ReadonlyMap<string, string> {
  documents ??= new Map(
    Object.entries(STATEMENTS).map(([name, Statement]) => [
      formatArn("aws-policy", { path: "/root-task/", name }),
      inOwnPartition(JSON.stringify({ Version: "2012-10-17", Statement })),
    ]),
  );
  return documents;
}

/** The ARNs of the task policies: `arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials` */
export function rootTaskPolicies(): readonly Arn[] {
  return [...loaded().keys()].map(toArn);
}

/** The document of a task policy; undefined for any other ARN. It denies all but the task, and allows nothing. */
export function rootTaskDocument(arn: string): string | undefined {
  return loaded().get(arn);
}
