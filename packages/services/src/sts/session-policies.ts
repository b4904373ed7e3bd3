/** Session policies. Source: IAM User Guide, "Session policies"; STS API Reference, AssumeRole. */

import type { PolicyDescriptorType } from "@rolecall/contracts/sts";
import { type AccountId, isArn, ownPartition, parseArn } from "@rolecall/names";
import { type Call, commonError } from "@rolecall/operations";
import { awsPolicyError } from "@rolecall/policy";
import type { ReadTransaction } from "@rolecall/store";
import { stsError } from "./error.ts";
import { STS_QUOTAS } from "./quotas.ts";
import type { SessionTags } from "./session-tags.ts";

/** What limits a new session. */
export interface SessionPolicies {
  readonly inlinePolicy?: string;
  readonly policyArns: readonly string[];
}

interface Given {
  readonly Policy?: string | undefined;
  readonly PolicyArns?: readonly PolicyDescriptorType[] | undefined;
}

/**
 * Checks the session policies of an input.
 * @param accountId the account that the session will be in; managed policies must be its own or AWS's.
 * @throws MalformedPolicyDocument, PackedPolicyTooLarge, InvalidParameterValue, ValidationError.
 */
export async function checkSessionPolicies(
  input: Given,
  accountId: AccountId,
  { tx, env }: Pick<Call<unknown, ReadTransaction>, "tx" | "env">,
): Promise<SessionPolicies> {
  const policyArns = (input.PolicyArns ?? []).flatMap(({ arn }) => (arn === undefined ? [] : [arn]));
  if (policyArns.length > STS_QUOTAS.of(env).SessionPolicyArns) {
    throw commonError(
      "invalidParameterValue",
      `A session can have at most ${STS_QUOTAS.of(env).SessionPolicyArns} managed session policies.`,
    );
  }
  for (const arn of policyArns) {
    // In IAM's words: what STS itself says is not recorded.
    if (!isArn(arn)) throw commonError("validationError", "Invalid ARN:  Could not be parsed!");
    const isOfAccount =
      parseArn("aws-policy", arn) !== undefined || parseArn("policy", arn)?.accountId === accountId;
    if (!isOfAccount || (await env.directory.managedPolicy(tx, arn)) === undefined) {
      throw commonError(
        "invalidParameterValue",
        `The specified policy ${arn} does not exist or cannot be used by this account.`,
      );
    }
  }
  return { policyArns, ...(input.Policy !== undefined && { inlinePolicy: checkInline(input.Policy, env) }) };
}

function checkInline(text: string, env: Call<unknown, unknown>["env"]): string {
  const { SessionPolicySize: limit } = STS_QUOTAS.of(env);
  if (text.length > limit) {
    throw stsError("PackedPolicyTooLarge", `Packed policy consumes more than ${limit} characters.`);
  }
  const problem = awsPolicyError(text, "session", { partition: ownPartition().name });
  if (problem !== undefined) throw stsError("MalformedPolicyDocument", problem.message);
  return text;
}

/** Characters of policies and tags that a session token carries. */
const PACKED_LIMIT = 8_192;

/**
 * How much of a token's room the session's policies and tags take, in percent; undefined where it has none. AWS measures a
 * packed form that it does not publish; Rolecall measures characters.
 * @param others what else the token carries of the client's choice
 * @throws PackedPolicyTooLarge past 100.
 */
export function packedPolicySize(
  policies: SessionPolicies,
  tags: SessionTags,
  others: readonly string[] = [],
): number | undefined {
  const own = [policies.inlinePolicy ?? "", ...policies.policyArns, ...Object.entries(tags.all).flat()];
  const texts = [...own, ...others];
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  if (length === 0) return undefined;
  const percent = Math.ceil((100 * length) / PACKED_LIMIT);
  if (percent > 100) {
    throw stsError(
      "PackedPolicyTooLarge",
      `Packed policy consumes ${percent}% of allotted space, please use smaller policy.`,
    );
  }
  return percent;
}
