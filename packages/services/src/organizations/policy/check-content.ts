import { awsPolicyError } from "@rolecall/policy";
import type { OrganizationPolicyType } from "@rolecall/store";
import { constraintViolation, refusal } from "../error.ts";
import { hasShape } from "../management-policy/document-shape.ts";
import { readManagementPolicy } from "../management-policy/read-management-policy.ts";
import { type ManagementPolicyType, POLICY_TYPES } from "../policy-type.ts";

/**
 * The size is asked first, so that nothing longer is ever read. It counts characters as they were sent.
 * @throws ConstraintViolation POLICY_CONTENT_LIMIT_EXCEEDED; MalformedPolicyDocumentException, of which AWS tells no more
 */
export function checkContent(type: OrganizationPolicyType, content: string): void {
  const { charactersMax, language } = POLICY_TYPES[type];
  if (content.length > charactersMax) throw constraintViolation("POLICY_CONTENT_LIMIT_EXCEEDED");
  const isFit =
    typeof language === "string"
      ? awsPolicyError(content, language) === undefined
      : isManagementPolicy(type as ManagementPolicyType, content, language.rootKey);
  if (!isFit) throw refusal("MalformedPolicyDocumentException");
}

function isManagementPolicy(type: ManagementPolicyType, content: string, rootKey: string): boolean {
  const document = readManagementPolicy(content, rootKey);
  return document !== undefined && hasShape(type, document);
}
