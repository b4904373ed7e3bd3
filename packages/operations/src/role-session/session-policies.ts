/** Session policies. Source: IAM User Guide, "Session policies"; STS API Reference, AssumeRole. */

import type { PolicyDescriptorType } from "@rolecall/contracts/sts";
import { type AccountId, isArn, ownPartition, parseArn } from "@rolecall/names";
import { awsPolicyError } from "@rolecall/policy";
import type { ReadTransaction } from "@rolecall/store";
import type { Call } from "../operation.ts";
import { commonError } from "../refuse/common-error.ts";
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

/** What a service takes, and how it refuses the rest. */
export interface SessionPolicyRules {
  /** Characters, white space included. */
  readonly maxPolicyLength: number;
  readonly maxPolicyArns: number;
  malformed(message: string): Error;
  tooLong(message: string): Error;
}

export interface CheckingSessionPolicies {
  /** The account that the session will be in; managed policies must be its own or AWS's. */
  readonly accountId: AccountId;
  readonly rules: SessionPolicyRules;
}

/**
 * Checks the session policies of an input.
 * @throws what the rules say of a policy that is malformed or too long; InvalidParameterValue, ValidationError.
 */
export async function checkSessionPolicies(
  input: Given,
  { tx, env }: Pick<Call<unknown, ReadTransaction>, "tx" | "env">,
  { accountId, rules }: CheckingSessionPolicies,
): Promise<SessionPolicies> {
  const policyArns = (input.PolicyArns ?? []).flatMap(({ arn }) => (arn === undefined ? [] : [arn]));
  if (policyArns.length > rules.maxPolicyArns) {
    throw commonError(
      "invalidParameterValue",
      `A session can have at most ${rules.maxPolicyArns} managed session policies.`,
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
  return {
    policyArns,
    ...(input.Policy !== undefined && { inlinePolicy: checkInline(input.Policy, rules) }),
  };
}

function checkInline(text: string, { maxPolicyLength, malformed, tooLong }: SessionPolicyRules): string {
  if (text.length > maxPolicyLength) {
    throw tooLong(`Packed policy consumes more than ${maxPolicyLength} characters.`);
  }
  const problem = awsPolicyError(text, "session", { partition: ownPartition().name });
  if (problem !== undefined) throw malformed(problem.message);
  return text;
}

/** Characters of policies and tags that a session token carries. */
const PACKED_LIMIT = 8_192;

/** What of the client's choice a session token carries. */
interface Packed {
  readonly policies: SessionPolicies;
  readonly tags: SessionTags;
  readonly others?: readonly string[];
}

/**
 * How much of a token's room the session's policies and tags take, in percent; undefined where it has none. AWS measures a
 * packed form that it does not publish; Rolecall measures characters.
 * @throws what `tooLong` makes, past 100
 */
export function packedPolicySize(
  { policies, tags, others = [] }: Packed,
  { tooLong }: Pick<SessionPolicyRules, "tooLong">,
): number | undefined {
  const own = [policies.inlinePolicy ?? "", ...policies.policyArns, ...Object.entries(tags.all).flat()];
  const texts = [...own, ...others];
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  if (length === 0) return undefined;
  const percent = Math.ceil((100 * length) / PACKED_LIMIT);
  if (percent > 100) {
    throw tooLong(`Packed policy consumes ${percent}% of allotted space, please use smaller policy.`);
  }
  return percent;
}
