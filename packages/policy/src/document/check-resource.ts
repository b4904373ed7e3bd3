import type { FindingList } from "./finding-list.ts";
import type { Span } from "./span.ts";

const PARTITIONS: ReadonlySet<string> = new Set([
  "aws",
  "aws-cn",
  "aws-us-gov",
  "aws-eusc",
  "aws-iso",
  "aws-iso-b",
  "aws-iso-e",
  "aws-iso-f",
]);

/** What nearly every resource looks like: nothing more to ask unless the service is IAM or S3. */
const PLAIN_ARN = /^arn:aws:(?!iam:|s3:)[^:]+:[^:]*:[^:]*:/;

/** In the order in which AWS's message lists them. */
const IAM_PATHS: readonly string[] = [
  "user/",
  "federated-user/",
  "role/",
  "group/",
  "instance-profile/",
  "mfa/",
  "server-certificate/",
  "policy/",
  "sms-mfa/",
  "saml-provider/",
  "oidc-provider/",
  "report/",
  "access-report/",
];

/** Newer than the message: root (sts:AssumeRoot), u2f keys and delegation requests. */
const NEWER_IAM_PATHS: readonly string[] = ["root", "u2f/", "delegation-request/"];

const ALL_IAM_PATHS: readonly string[] = [...IAM_PATHS, ...NEWER_IAM_PATHS];

/**
 * Refuses a resource that AWS refuses. The rules are those of recorded answers: `*`, or an ARN whose partition is known or
 * a pattern, whose service is spelled out, and whose region and path suit IAM and S3.
 */
export function checkResource(value: string, span: Span, findings: FindingList): undefined {
  if (value === "*" || PLAIN_ARN.test(value)) return;
  const parts = value.split(":");
  if (parts.length < 2) return refuseNonArn(value, span, findings);
  const [, partition = "", service = "", region = "", account = ""] = parts;
  if (!isPartition(partition)) return refusePartition(parts, span, findings);
  if (parts[0] !== "arn") return refuseNonArn(value, span, findings);
  if (parts.length < 3) return refuseService(value, span, findings);
  if (service === "" || (parts.length < 6 && value.includes("::"))) return refuseShape(value, span, findings);
  if (service === "iam" && parts.length >= 6) return checkIamResource(parts, span, findings);
  if (service === "s3" && region !== "" && account === "") refuseS3Region(value, span, findings);
}

function isPartition(text: string): boolean {
  return PARTITIONS.has(text) || text.includes("*") || text.includes("?");
}

function checkIamResource(parts: readonly string[], span: Span, findings: FindingList): undefined {
  const region = parts[3]!;
  if (region !== "" && region !== "*") return refuseIamRegion(parts.join(":"), span, findings);
  const path = parts.slice(5).join(":");
  if (path.startsWith("*") || ALL_IAM_PATHS.some((start) => couldStartWith(path, start))) return;
  findings.refuse("resourcePath", {
    span,
    message: `${JSON.stringify(path)} begins with no type of resource that IAM has.`,
    subject: IAM_PATHS.join(", "),
  });
}

/** Whether some text that the pattern matches begins with `start`: its literal head must agree with it. */
function couldStartWith(pattern: string, start: string): boolean {
  const wildcard = pattern.search(/[*?$]/);
  const head = wildcard < 0 ? pattern : pattern.slice(0, wildcard);
  return head.startsWith(start) || (wildcard >= 0 && start.startsWith(head));
}

function refuseNonArn(value: string, span: Span, findings: FindingList): undefined {
  return findings.refuse("resourceNotArn", {
    span,
    message: `The resource ${JSON.stringify(value)} is neither an ARN nor "*".`,
    subject: value,
    suggestion: 'Write an ARN, such as "arn:aws:s3:::bucket/key", or "*".',
  });
}

/** Refuses the parts of an ARN for their partition. AWS shows the ARN as it understood it: six parts, missing ones as stars. */
export function refusePartition(parts: readonly string[], span: Span, findings: FindingList): undefined {
  const [, partition, service = "*", region = "*", account = "*", ...rest] = parts;
  const resource = rest.length === 0 ? "*" : rest.join(":");
  return findings.refuse("resourcePartition", {
    span,
    message: `${JSON.stringify(partition)} is not the partition of AWS that this policy is for.`,
    subject: `"${partition}" is not valid for resource "arn:${partition}:${service}:${region}:${account}:${resource}"`,
    suggestion: 'Begin with "arn:aws:".',
  });
}

function refuseService(value: string, span: Span, findings: FindingList): undefined {
  return findings.refuse("resourceVendor", {
    span,
    message: `${JSON.stringify(value)} does not say of which service the resource is.`,
  });
}

function refuseShape(value: string, span: Span, findings: FindingList): undefined {
  return findings.refuse("malformedArn", {
    span,
    message: `${JSON.stringify(value)} does not have the six parts of an ARN.`,
    suggestion: 'An ARN is "arn:partition:service:region:account:resource"; unused parts stay empty.',
  });
}

function refuseIamRegion(value: string, span: Span, findings: FindingList): undefined {
  return findings.refuse("resourceRegion", {
    span,
    message: `IAM has no regions, but ${JSON.stringify(value)} names one.`,
    subject: `IAM resource ${value} cannot contain region information.`,
  });
}

function refuseS3Region(value: string, span: Span, findings: FindingList): undefined {
  return findings.refuse("resourceRegion", {
    span,
    message: `Buckets have no region in their ARN, but ${JSON.stringify(value)} names one.`,
    subject: `Resource ${value} can not contain region information.`,
  });
}
