/** AWS's own policies stand in no account; in each partition their ARN says so. */
export function isAwsManaged(policyArn: string): boolean {
  return /^arn:[^:]+:iam::aws:/.test(policyArn);
}

/** What kind of policy it is, for people; one without an ARN stands in what has it. */
export function policyTypeOf(policyArn: string | undefined): string {
  if (policyArn === undefined) return "Inline";
  return isAwsManaged(policyArn) ? "AWS managed" : "Customer managed";
}
