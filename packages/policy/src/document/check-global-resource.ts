/** Resources of services that keep some part of an ARN empty: IAM, S3 and Route 53. The rules are those of recorded answers. */
import { type ArnParts, completeArn } from "./complete-arn.ts";
import type { FindingList } from "./finding-list.ts";
import type { Span } from "./span.ts";

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

/** Newer than the message: u2f keys, delegation requests and role templates. */
const NEWER_IAM_PATHS: readonly string[] = ["u2f/", "delegation-request/", "role-template/"];

const ALL_IAM_PATHS: readonly string[] = [...IAM_PATHS, ...NEWER_IAM_PATHS];

/** What S3 has beside buckets, and what therefore has an account. */
const S3_PATHS: readonly string[] = [
  "accesspoint/",
  "job/",
  "storage-lens/",
  "storage-lens-group/",
  "access-grants/",
  "async-request/",
];

const REGION = /^[a-z]{2,4}(?:-[a-z]+)+-[0-9]+$/;

type Check = (arn: ArnParts, span: Span, findings: FindingList) => undefined;

const CHECKS: ReadonlyMap<string, Check> = new Map([
  ["iam", checkIam],
  ["s3", checkS3],
  ["route53", checkRoute53],
]);

/** @param parts the parts of an ARN, of which some may be missing at the end */
export function checkGlobalResource(parts: readonly string[], span: Span, findings: FindingList): undefined {
  if (parts.length < 6 && !findings.isForIam) return;
  CHECKS.get(parts[2] ?? "")?.(completeArn(parts), span, findings);
}

function checkIam(arn: ArnParts, span: Span, findings: FindingList): undefined {
  const [, , , region, , path] = arn;
  if (region !== "" && region !== "*") return refuseIamRegion(arn, span, findings);
  if (findings.isForIam ? isIamPath(path) : couldBeIamPath(path)) return;
  findings.refuse("resourcePath", {
    span,
    message: `${JSON.stringify(path)} begins with no type of resource that IAM has.`,
    subject: IAM_PATHS.join(", "),
    suggestion: 'Spell the type out, such as "role/*"; "*" alone is every resource of IAM.',
  });
}

/** Recorded in 2026: a wildcard may not stand before the type's slash, unless it is all there is. */
function isIamPath(path: string): boolean {
  return path === "*" || path === "root" || ALL_IAM_PATHS.some((start) => path.startsWith(start));
}

function couldBeIamPath(path: string): boolean {
  return path.startsWith("*") || couldStartWithAny(path, [...ALL_IAM_PATHS, "root"]);
}

function checkS3(arn: ArnParts, span: Span, findings: FindingList): undefined {
  const [, , , region, account, path] = arn;
  if (region !== "" && account === "") return refuseRegion(arn, span, findings);
  if (!findings.isForIam) return;
  if (isPlain(region) && !REGION.test(region)) return refuseRegion(arn, span, findings);
  if (couldHaveAccount(path)) return;
  if (isPlain(region)) return refuseRegion(arn, span, findings);
  if (isPlain(account)) refuseS3Account(arn, span, findings);
}

/** A `*` could be an access point, and what has a slash is not known to be refused. */
function couldHaveAccount(path: string): boolean {
  return path.includes("/") || couldStartWithAny(path, S3_PATHS);
}

function checkRoute53(arn: ArnParts, span: Span, findings: FindingList): undefined {
  if (findings.isForIam && isPlain(arn[3])) refuseRegion(arn, span, findings);
}

/** Whether a part of an ARN is filled, and not by a pattern. */
function isPlain(part: string): boolean {
  return part !== "" && !/[*?$]/.test(part);
}

/** Whether some text that the pattern matches begins so: its literal head must agree with the start. */
function couldStartWithAny(pattern: string, starts: readonly string[]): boolean {
  const wildcard = pattern.search(/[*?$]/);
  const head = wildcard < 0 ? pattern : pattern.slice(0, wildcard);
  return starts.some((start) => head.startsWith(start) || (wildcard >= 0 && start.startsWith(head)));
}

function refuseIamRegion(arn: ArnParts, span: Span, findings: FindingList): undefined {
  const text = arn.join(":");
  return findings.refuse("resourceRegion", {
    span,
    message: `IAM has no regions, but ${JSON.stringify(text)} names one.`,
    subject: `IAM resource ${text} cannot contain region information.`,
  });
}

function refuseRegion(arn: ArnParts, span: Span, findings: FindingList): undefined {
  const text = arn.join(":");
  const what = arn[2] === "s3" ? "Buckets have" : "Route 53 has";
  return findings.refuse("resourceRegion", {
    span,
    message: `${what} no region in an ARN, but ${JSON.stringify(text)} names one.`,
    subject: `Resource ${text} can not contain region information.`,
    suggestion: "Leave the region empty.",
  });
}

function refuseS3Account(arn: ArnParts, span: Span, findings: FindingList): undefined {
  const text = arn.join(":");
  return findings.refuse("resourceAccount", {
    span,
    message: `Buckets have no account in their ARN, but ${JSON.stringify(text)} names one.`,
    subject: text,
    suggestion: 'Write "arn:aws:s3:::bucket".',
  });
}
