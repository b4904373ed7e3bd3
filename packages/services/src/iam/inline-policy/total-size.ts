import type { Call } from "@rolecall/operations";
import { policySize } from "@rolecall/policy";
import { iamError } from "../error.ts";
import type { PolicyOwnerKind } from "../policy-owner/owner-kind.ts";
import { IAM_QUOTAS } from "../quotas.ts";
import { checkStoredText } from "../stored-text.ts";

/**
 * An owner may have any number of inline policies, but all together have one size.
 * @throws LimitExceeded "Maximum policy size of 2048 bytes exceeded for user Bob"
 */
export function checkTotalSize(
  { env }: Pick<Call<unknown, unknown>, "env">,
  documents: readonly string[],
  {
    kind,
    inlineSize,
    name,
  }: Pick<PolicyOwnerKind<unknown>, "kind" | "inlineSize"> & { readonly name: string },
): void {
  const total = documents.reduce((sum, document) => sum + policySize(document), 0);
  const limit = IAM_QUOTAS.of(env)[inlineSize];
  if (total > limit) {
    throw iamError("LimitExceeded", `Maximum policy size of ${limit} bytes exceeded for ${kind} ${name}`);
  }
  checkStoredText(documents, IAM_QUOTAS.of(env).StoredPoliciesText, `${kind} ${name}`);
}
