/** What people call a service, where the reference's name is longer or another one. */
import type { AccessReference } from "./access-levels.ts";

const LABELS: ReadonlyMap<string, string> = new Map([
  ["cloudformation", "CloudFormation"],
  ["ecr", "ECR"],
  ["ecs", "ECS"],
  ["eks", "EKS"],
  ["elasticloadbalancing", "Elastic Load Balancing"],
  ["elasticmapreduce", "EMR"],
  ["iam", "IAM"],
  ["kms", "KMS"],
  ["ses", "SES"],
  ["rolesanywhere", "Roles Anywhere"],
  ["sso", "IAM Identity Center"],
  ["sts", "STS"],
]);

/** `S3` for `s3`, without the maker's name; the prefix itself where the reference has no such service. */
export function labelService(service: string, reference: AccessReference): string {
  const known = LABELS.get(service);
  if (known !== undefined) return known;
  const name = reference.serviceName(service);
  return name === undefined ? service : name.replace(/^(?:Amazon|AWS) /, "");
}

/** Principals of services that are called otherwise than the service that they belong to. */
const PRINCIPALS: ReadonlyMap<string, string> = new Map([
  ["delivery.logs", "CloudWatch Logs delivery"],
  ["ecs-tasks", "Amazon ECS tasks"],
  ["edgelambda", "Lambda@Edge"],
  ["eks-fargate-pods", "Amazon EKS pods on Fargate"],
  ["eks-nodegroup", "Amazon EKS node groups"],
  ["ecs", "Amazon ECS"],
  ["eks", "Amazon EKS"],
  ["elasticloadbalancing", "Elastic Load Balancing"],
  ["cloudformation", "AWS CloudFormation"],
  ["lex", "Amazon Lex"],
  ["monitoring.rds", "Amazon RDS enhanced monitoring"],
  ["pods.eks", "Amazon EKS Pod Identity"],
  ["spotfleet", "Amazon EC2 Spot Fleet"],
  ["vpc-flow-logs", "VPC Flow Logs"],
]);

const SUFFIX = /\.amazonaws\.com(?:\.cn)?$/;
const REGION = /\.([a-z]{2,4}(?:-[a-z]+)+-[0-9]+)$/;

/** `Amazon EC2` for `ec2.amazonaws.com`; the principal as it is written where nobody knows its name. */
export function labelServicePrincipal(principal: string, reference: AccessReference): string {
  if (!SUFFIX.test(principal)) return principal;
  const written = principal.replace(SUFFIX, "");
  const region = REGION.exec(written)?.[1];
  const prefix = written.replace(REGION, "");
  const name = PRINCIPALS.get(prefix) ?? reference.serviceName(prefix);
  if (name === undefined) return principal;
  return region === undefined ? name : `${name} in ${region}`;
}
