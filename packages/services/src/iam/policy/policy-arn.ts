/** The ARNs by which operations name managed policies. */
import {
  type Arn,
  AWS_ACCOUNT,
  isAccountId,
  ownPartition,
  type SplitArn,
  splitArn,
  toArn,
} from "@rolecall/names";
import { invalidArn, validationError } from "../error.ts";

/**
 * The ARN of a policy, of AWS (account `aws`) or of an account, with or without a path; whether the policy is there, is asked
 * later. The words are recorded answers, of AttachRolePolicy, GetPolicy and CreateRole's boundary.
 * @throws ValidationError where it is no ARN or of another partition, InvalidInput where it is another resource's
 */
export function readPolicyArn(text: string): Arn {
  const arn = splitArn(text);
  // Two spaces, as AWS answers.
  if (arn === undefined) throw validationError("Invalid ARN:  Could not be parsed!");
  if (arn.partition !== ownPartition().name) throw validationError("Invalid ARN partition");
  if (!isPolicy(arn)) throw invalidArn(text);
  return toArn(text);
}

function isPolicy({ service, region, account, resource }: SplitArn): boolean {
  const isOwned = account === AWS_ACCOUNT || isAccountId(account);
  return service === "iam" && region === "" && isOwned && /^policy\/[^:]+$/.test(resource);
}
