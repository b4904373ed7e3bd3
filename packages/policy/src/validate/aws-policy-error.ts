import { FindingList } from "../document/finding-list.ts";
import { readPolicy } from "../document/parse.ts";
import type { PolicyKind } from "../document/policy.ts";
import { type CreationOptions, checkCreation } from "./creation-rules.ts";

export interface AwsPolicyError {
  /** `ValidationError` for characters that the API takes nowhere: that is found before the document is read. */
  readonly code: "MalformedPolicyDocument" | "ValidationError";
  /** In AWS's words. */
  readonly message: string;
}

/**
 * The error with which AWS refuses to create or update a policy with this document, or undefined if it takes it. Of several
 * errors it is the one that AWS finds first. The judgement is `parsePolicy`'s, and what a customer may not create.
 *
 * The account is one of the partition `aws` unless told otherwise. Quotas (`policySize`) and the existence of principals are not looked at. Organizations calls the same error
 * MalformedPolicyDocumentException.
 */
export function awsPolicyError(
  text: string,
  kind: PolicyKind,
  options: CreationOptions = {},
): AwsPolicyError | undefined {
  const findings = new FindingList(kind, "save");
  const policy = readPolicy(text, findings);
  if (policy !== undefined) checkCreation({ text, policy, findings }, { partition: "aws", ...options });
  const first = findings.errors[0];
  if (first === undefined) return undefined;
  const code = first.code === "refusedCharacter" ? "ValidationError" : "MalformedPolicyDocument";
  return { code, message: first.awsMessage };
}
