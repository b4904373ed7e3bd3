/** A few of the policies that AWS manages, for tests. */

import type { ManagedPolicy, ManagedPolicyCatalog } from "@rolecall/access";
import { toArn } from "@rolecall/names";

export const ADMINISTRATOR_ACCESS = toArn("arn:aws:iam::aws:policy/AdministratorAccess");
export const IAM_READ_ONLY_ACCESS = toArn("arn:aws:iam::aws:policy/IAMReadOnlyAccess");
export const S3_READ_ONLY_ACCESS = toArn("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess");
export const AUTO_SCALING_SERVICE_ROLE_POLICY =
  "arn:aws:iam::aws:policy/aws-service-role/AutoScalingServiceRolePolicy";
export const BATCH_SERVICE_ROLE_POLICY = toArn(
  "arn:aws:iam::aws:policy/aws-service-role/BatchServiceRolePolicy",
);
export const ORGANIZATIONS_SERVICE_TRUST_POLICY =
  "arn:aws:iam::aws:policy/aws-service-role/AWSOrganizationsServiceTrustPolicy";

const POWER_USER_ACCESS = "arn:aws:iam::aws:policy/PowerUserAccess";
const ROLE_MANAGER_SERVICE_ROLE_POLICY =
  "arn:aws:iam::aws:policy/aws-service-role/AWSIAMRoleManagerServiceRolePolicy";

const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  [ADMINISTRATOR_ACCESS]: ["*"],
  [IAM_READ_ONLY_ACCESS]: ["iam:Get*", "iam:List*"],
  [S3_READ_ONLY_ACCESS]: ["s3:Get*", "s3:List*"],
  [AUTO_SCALING_SERVICE_ROLE_POLICY]: ["ec2:*"],
  [BATCH_SERVICE_ROLE_POLICY]: ["ec2:Describe*"],
  [ORGANIZATIONS_SERVICE_TRUST_POLICY]: ["iam:CreateServiceLinkedRole"],
  [POWER_USER_ACCESS]: ["s3:*", "sqs:*"],
  [ROLE_MANAGER_SERVICE_ROLE_POLICY]: ["iam:TagRole"],
};

export function createShortCatalog(): ManagedPolicyCatalog {
  const policies = Object.keys(ACTIONS).map(policyOf);
  const byArn = new Map<string, ManagedPolicy>(policies.map((policy) => [policy.arn, policy]));
  return {
    size: policies.length,
    list: () => policies.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    get: (arn) => byArn.get(arn),
    document: (arn) => (byArn.has(arn) ? documentOf(arn) : undefined),
  };
}

function policyOf(arn: string, index: number): ManagedPolicy {
  return {
    name: arn.slice(arn.lastIndexOf("/") + 1),
    path: arn.slice(arn.indexOf("/"), arn.lastIndexOf("/") + 1),
    arn: toArn(arn),
    policyId: `ANPA${String(index).padStart(17, "A")}`,
    defaultVersionId: "v1",
    createDate: "2015-02-06T18:39:46Z",
    updateDate: "2015-02-06T18:39:46Z",
    words: "",
  };
}

function documentOf(arn: string): string {
  const statement = { Effect: "Allow", Action: ACTIONS[arn], Resource: "*" };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}
