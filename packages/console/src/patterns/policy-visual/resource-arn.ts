/** A part of an ARN that is filled in: `BucketName` of `arn:${Partition}:s3:::${BucketName}`. */
const PART = /\$\{(\w+)\}/g;

export function partsOfArn(form: string): readonly string[] {
  return [...new Set([...form.matchAll(PART)].map(([, name]) => name ?? ""))];
}

/** What a part is where nothing was typed: one's own account, AWS's partition, else any. */
export function usualPart(part: string, accountId: string): string {
  if (part === "Partition") return "aws";
  return part === "Account" ? accountId : "*";
}

export function fillArn(form: string, parts: Readonly<Record<string, string>>): string {
  return form.replaceAll(PART, (_whole, name: string) => parts[name] ?? "*");
}
