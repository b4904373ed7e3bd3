import { checkGlobalResource } from "./check-global-resource.ts";
import { completeArn } from "./complete-arn.ts";
import type { FindingList } from "./finding-list.ts";
import { KIND_RULES } from "./kind-rules.ts";
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

/** What nearly every resource looks like: nothing more to ask unless the service has rules of its own. */
const PLAIN_ARN = /^arn:aws:(?!(?:iam|s3|route53):)[^:*?]+:[^:]*:[^:]*:/;

/**
 * Refuses a resource that AWS refuses. The rules are those of recorded answers: `*`, or an ARN whose partition is known or
 * a pattern, whose service is spelled out, and whose region and path suit services without regions.
 */
export function checkResource(value: string, span: Span, findings: FindingList): undefined {
  if (value === "*" || PLAIN_ARN.test(value)) return;
  const parts = value.split(":");
  if (parts.length < 2) return refuseNonArn(value, span, findings);
  const [start, partition = "", service = ""] = parts;
  const isCut = parts.length < 6 && value.includes("::");
  // Recorded: "arn:awss3::bucket" fails before its partition is looked at, "aws:s3:::bucket" does not.
  if (isCut && start === "arn" && service === "") return refuseShape(value, span, findings);
  if (!isPartition(partition)) return refusePartition(parts, span, findings);
  if (start !== "arn") return refuseNonArn(value, span, findings);
  if (parts.length < 3) return refuseService(value, span, findings);
  if (isCut || service === "") return refuseShape(value, span, findings);
  if (findings.isForIam && /[*?]/.test(service)) return refuseService(value, span, findings);
  if (parts.length < 6 && KIND_RULES[findings.kind].incompleteArns === "refused")
    return refuseIncomplete(parts, span, findings);
  checkGlobalResource(parts, span, findings);
}

function isPartition(text: string): boolean {
  return PARTITIONS.has(text) || text.includes("*") || text.includes("?");
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
  const partition = parts[1] ?? "";
  return findings.refuse("resourcePartition", {
    span,
    message: `${JSON.stringify(partition)} is not the partition of AWS that this policy is for.`,
    subject: `"${partition}" is not valid for resource "${completeArn(["arn", ...parts.slice(1)]).join(":")}"`,
    suggestion: 'Begin with "arn:aws:".',
  });
}

function refuseService(value: string, span: Span, findings: FindingList): undefined {
  return findings.refuse("resourceVendor", {
    span,
    message: `${JSON.stringify(value)} does not say of which service the resource is.`,
    suggestion: "Spell the service out: a wildcard may stand in what follows it.",
  });
}

function refuseIncomplete(parts: readonly string[], span: Span, findings: FindingList): undefined {
  return findings.refuse("malformedArn", {
    span,
    message: `${JSON.stringify(parts.join(":"))} lacks parts of an ARN, which only identity-based policies may leave out.`,
    suggestion: `Write "${completeArn(parts).join(":")}".`,
  });
}

function refuseShape(value: string, span: Span, findings: FindingList): undefined {
  return findings.refuse("malformedArn", {
    span,
    message: `${JSON.stringify(value)} does not have the six parts of an ARN.`,
    suggestion: 'An ARN is "arn:partition:service:region:account:resource"; unused parts stay empty.',
  });
}
