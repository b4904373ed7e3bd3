/** `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`. Source: IAM User Guide, "IAM identifiers", "IAM ARNs". */
export type Arn = string & { readonly __brand: "Arn" };

/** The account that AWS's own policies belong to. No account's policies reach into it. */
export const AWS_ACCOUNT = "aws";

/** The six parts of any ARN. */
export interface SplitArn {
  readonly partition: string;
  readonly service: string;
  /** Empty where the service has none, as IAM. */
  readonly region: string;
  /** An account id, `aws`, or empty. */
  readonly account: string;
  readonly resource: string;
}

const FORM = /^arn:([^:]+):([^:]+):([^:]*):([^:]*):(.+)$/s;

/** Undefined where the text is no ARN. */
export function splitArn(text: string): SplitArn | undefined {
  const match = FORM.exec(text);
  if (match === null) return undefined;
  const [, partition = "", service = "", region = "", account = "", resource = ""] = match;
  return { partition, service, region, account, resource };
}

export function isArn(text: string): text is Arn {
  return FORM.test(text);
}

/** For text that was checked before. @throws RangeError where it is no ARN after all: a bug. */
export function toArn(text: string): Arn {
  if (!isArn(text)) throw new RangeError(`"${text}" is no ARN.`);
  return text;
}
