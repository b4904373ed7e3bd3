/** What a profile limits its sessions to. */
import { type AccountId, ownPartition, parseArn } from "@rolecall/names";
import { awsPolicyError } from "@rolecall/policy";
import { invalid } from "../error.ts";

/** Characters. Source: IAM Roles Anywhere API Reference, UpdateProfile; of CreateProfile it tells no number. */
const SESSION_POLICY_LENGTH_MAX = 100_000;

/** @throws ValidationException in the words in which AWS refuses the document */
export function readSessionPolicy(text: string): string {
  if (text.length > SESSION_POLICY_LENGTH_MAX)
    throw invalid(`The sessionPolicy has more than ${SESSION_POLICY_LENGTH_MAX} characters.`);
  const problem = awsPolicyError(text, "session", { partition: ownPartition().name });
  if (problem !== undefined) throw invalid(`The sessionPolicy is not valid: ${problem.message}`);
  return text;
}

/**
 * Whether each is there is asked when a session is made: a policy may come and go.
 * @throws ValidationException for what is no ARN of a managed policy of AWS's or of the account
 */
export function readManagedPolicyArns(arns: readonly string[], accountId: AccountId): readonly string[] {
  for (const arn of arns) {
    const isOfAccount =
      parseArn("aws-policy", arn) !== undefined || parseArn("policy", arn)?.accountId === accountId;
    if (!isOfAccount) throw invalid(`${arn} is no ARN of a managed policy of this account or of AWS.`);
  }
  return [...new Set(arns)];
}
