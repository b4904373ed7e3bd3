/** Policy documents on their way in and out. */
import { ownPartition } from "@rolecall/names";
import { awsPolicyError, type PolicyKind, policySize } from "@rolecall/policy";
import { iamError, malformedPolicyDocument } from "./error.ts";

/** What a document is to become: CreatePolicy is stricter than the rest. */
export type DocumentUse = "managed" | "inline" | "trust";

const KIND_OF: Readonly<Record<DocumentUse, PolicyKind>> = {
  managed: "identity",
  inline: "identity",
  trust: "trust",
};

/** @throws MalformedPolicyDocument with the words in which AWS refuses the document */
export function checkPolicyDocument(text: string, use: DocumentUse): void {
  const error = awsPolicyError(text, KIND_OF[use], {
    managed: use === "managed",
    partition: ownPartition().name,
  });
  if (error !== undefined) throw malformedPolicyDocument(error.message);
}

/**
 * Sizes are counted without white space. Source: IAM User Guide, "IAM and AWS STS quotas".
 * @throws LimitExceeded "Cannot exceed quota for PolicySize: 6144"
 */
export function checkPolicySize(text: string, quota: "PolicySize" | "ACLSizePerRole", limit: number): void {
  if (policySize(text) > limit) throw iamError("LimitExceeded", `Cannot exceed quota for ${quota}: ${limit}`);
}

/** IAM answers documents percent-encoded by RFC 3986: all but letters, digits and `-._~`. */
export function encodeDocument(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
