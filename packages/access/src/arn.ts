import type { AccountId, Arn } from "@rolecall/store";

/** What the ARN of an IAM entity is made of. */
interface Named {
  readonly accountId: AccountId;
  readonly path: string;
  readonly name: string;
}

/** `arn:aws:iam::ACCOUNT:user/PATH/NAME`. Source: IAM User Guide, "IAM identifiers". */
export function userArn(user: Named): Arn {
  return `arn:aws:iam::${user.accountId}:user${user.path}${user.name}` as Arn;
}

export function roleArn(role: Named): Arn {
  return `arn:aws:iam::${role.accountId}:role${role.path}${role.name}` as Arn;
}

export function policyArn(policy: Named): Arn {
  return `arn:aws:iam::${policy.accountId}:policy${policy.path}${policy.name}` as Arn;
}

export function rootArn(accountId: AccountId): Arn {
  return `arn:aws:iam::${accountId}:root` as Arn;
}

export function groupArn(group: Named): Arn {
  return `arn:aws:iam::${group.accountId}:group${group.path}${group.name}` as Arn;
}

export function instanceProfileArn(profile: Named): Arn {
  return `arn:aws:iam::${profile.accountId}:instance-profile${profile.path}${profile.name}` as Arn;
}

/** The account and name in a customer-managed policy's ARN; undefined for any other text. */
export function policyNameOfArn(
  arn: string,
): { readonly accountId: AccountId; readonly name: string } | undefined {
  const match = /^arn:aws:iam::(\d{12}):policy\/(?:.*\/)?([^/]+)$/.exec(arn);
  return match === null ? undefined : { accountId: match[1] as AccountId, name: match[2] as string };
}
