import { type Arn, type ArnParts, parseArn } from "@rolecall/names";

/** Where a managed policy's ARN says what it is called: `arn:aws:iam::aws:policy/job-function/Billing`. */
export type PolicyName = Pick<ArnParts<"policy">, "path" | "name">;

/** @param arn a managed policy's, of AWS or of an account */
export function splitPolicyArn(arn: Arn): PolicyName {
  const named = parseArn("policy", arn) ?? parseArn("aws-policy", arn);
  if (named === undefined) throw new Error(`${arn} was taken for a policy's.`);
  return named;
}
