import type { PolicySource } from "@rolecall/access";
import type { PolicyIdentifier, PolicyIdentifierPolicyType } from "@rolecall/contracts/iam";
import { AWS_ACCOUNT, splitArn } from "@rolecall/names";
import { iamError } from "../error.ts";
import { lastPart, ownerOf } from "./source-policy.ts";

/** Which of what somebody has a simulation leaves out. */
export interface Exclusion {
  excludes(source: PolicySource): boolean;
  readonly serviceControl: boolean;
  readonly resourceControl: boolean;
}

type Test = (source: PolicySource) => boolean;

const never: Test = () => false;

const OF_TYPE: Readonly<Record<PolicyIdentifierPolicyType, Test>> = {
  inline: ({ layer, arn }) => layer === "identity" && arn === undefined,
  "aws-managed": ({ layer, arn }) => layer === "identity" && arn !== undefined && isOfAws(arn),
  "user-managed": ({ layer, arn }) => layer === "identity" && arn !== undefined && !isOfAws(arn),
  "permission-boundary": ({ layer }) => layer === "boundary",
  scp: never,
  rcp: never,
};

/**
 * @throws InvalidInput where an inline policy's name is a pattern, or its owner's has a `*` that does not end it (recorded)
 */
export function readExclusions(list: readonly PolicyIdentifier[] | undefined): Exclusion {
  const tests = (list ?? []).map(testOf);
  const names = (type: PolicyIdentifierPolicyType) => (list ?? []).some((each) => each.PolicyType === type);
  return {
    excludes: (source) => tests.some((test) => test(source)),
    serviceControl: names("scp"),
    resourceControl: names("rcp"),
  };
}

function testOf({ PolicyType, PolicyArn, InlinePolicyIdentifier }: PolicyIdentifier): Test {
  if (PolicyType !== undefined) return OF_TYPE[PolicyType];
  if (PolicyArn !== undefined) return byArn(PolicyArn);
  const { PolicyName: name, AttachmentType: kind, AttachmentName: owner } = InlinePolicyIdentifier;
  if (/[*?]/.test(name) || /\*./.test(owner)) throw invalidInline();
  const isOwner = compileGlob(owner);
  return (source) => {
    if (source.layer !== "identity" || source.name?.toLowerCase() !== name.toLowerCase()) return false;
    const attachedTo = ownerOf(source.attachedTo);
    return attachedTo.kind === kind && isOwner(attachedTo.name);
  };
}

/** A boundary stays, even where the same policy is excluded (recorded). A policy goes by its ARN, and by that without its path. */
function byArn(pattern: string): Test {
  const matches = compileGlob(pattern);
  return ({ layer, arn }) =>
    layer === "identity" && arn !== undefined && (matches(arn) || matches(withoutPath(arn)));
}

function withoutPath(arn: string): string {
  return `${arn.slice(0, arn.indexOf("/") + 1)}${lastPart(arn)}`;
}

function isOfAws(arn: string): boolean {
  return splitArn(arn)?.account === AWS_ACCOUNT;
}

/**
 * `?` is one character; at most one `*` is any number. Linear in the text.
 * @throws InvalidInput where there is more than one `*`
 */
function compileGlob(pattern: string): (text: string) => boolean {
  const [head = "", tail, ...more] = pattern.toLowerCase().split("*");
  if (more.length > 0)
    throw iamError("InvalidInput", `Invalid policy exclusion: ${pattern} has more than one *`);
  return (written) => {
    const text = written.toLowerCase();
    if (tail === undefined) return text.length === head.length && hasAt(text, head, 0);
    const tailStart = text.length - tail.length;
    return tailStart >= head.length && hasAt(text, head, 0) && hasAt(text, tail, tailStart);
  };
}

function hasAt(text: string, pattern: string, from: number): boolean {
  for (let at = 0; at < pattern.length; at++)
    if (pattern[at] !== "?" && pattern[at] !== text[from + at]) return false;
  return true;
}

function invalidInline(): Error {
  return iamError(
    "InvalidInput",
    "Invalid inline policy exclusion: policyName, attachmentType, and attachmentName are required",
  );
}
