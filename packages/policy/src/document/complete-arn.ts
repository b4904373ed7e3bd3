/** The six parts of an ARN: `arn`, partition, service, region, account, resource. */
export type ArnParts = readonly [string, string, string, string, string, string];

/**
 * An ARN as AWS understands it: parts that are missing at the end are `*`, and colons after the fifth belong to the resource.
 * IAM User Guide, "Identify AWS resources with Amazon Resource Names (ARNs)", "Incomplete ARNs".
 */
export function completeArn(parts: readonly string[]): ArnParts {
  const [start = "", partition = "*", service = "*", region = "*", account = "*", ...rest] = parts;
  return [start, partition, service, region, account, rest.length === 0 ? "*" : rest.join(":")];
}
