/** Policy documents for tests. */
type Element = Readonly<Record<string, unknown>>;

function documentOf(statement: Element): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

/** Trusts these principals: `{ AWS: "arn:…" }`, `{ Service: "ec2.amazonaws.com" }`. */
export function trusting(principal: Element): string {
  return documentOf({ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole" });
}

export const TRUST_EC2 = trusting({ Service: "ec2.amazonaws.com" });

/** Allows these actions on everything. */
export function allowing(...actions: readonly string[]): string {
  return documentOf({ Effect: "Allow", Action: actions, Resource: "*" });
}

/** A policy of exactly this many characters, and as much white space again, which does not count. */
export function policyOfSize(size: number): string {
  const padded = (filler: string) =>
    `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:${filler}","Resource":"*"}]}`;
  return padded("a".repeat(size - padded("").length)) + " ".repeat(size);
}
