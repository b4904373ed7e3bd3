/** Where a managed policy's ARN says what it is called: `arn:aws:iam::aws:policy/job-function/Billing`. */
export interface PolicyName {
  readonly name: string;
  /** Begins and ends with `/`. */
  readonly path: string;
}

/** @param arn a managed policy's */
export function splitPolicyArn(arn: string): PolicyName {
  const location = arn.slice(arn.indexOf("/"));
  const nameAt = location.lastIndexOf("/") + 1;
  return { name: location.slice(nameAt), path: location.slice(0, nameAt) };
}
