import type { PrincipalEntry, PrincipalType } from "./policy.ts";

/** An account, in short. */
const ACCOUNT_ID = /^[0-9]{12}$/;
/** A unique id: what IAM shows in place of the ARN of a principal that was deleted. */
const UNIQUE_ID = /^A[A-Z0-9]{15,127}$/;
/** Groups cannot be principals; a wildcard cannot be part of a name (IAM User Guide, "Principal"). */
const IAM_ARN = /^arn:aws[a-z-]*:iam::[0-9]{12}:(?:root|(?:user|role)\/[\u0021-\u007e]+)$/;
const STS_ARN = /^arn:aws[a-z-]*:sts::[0-9]{12}:(?:assumed-role|federated-user|self)(?:\/[\w+=,.@/-]+)?$/;
const CLOUDFRONT_ARN = /^arn:aws[a-z-]*:iam::cloudfront:user\/[\w +=,.@/-]+$/;
const PROVIDER_ARN = /^arn:aws[a-z-]*:iam::[0-9]{12}:(?:saml|oidc)-provider\/\S+$/;
/** A service such as ec2.amazonaws.com, or a provider such as accounts.google.com. */
const HOST = /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+(?:\/\S*)?$/;

const CHECKS: Readonly<Record<PrincipalType, (value: string) => boolean>> = {
  AWS: (value) =>
    value === "*" ||
    ACCOUNT_ID.test(value) ||
    UNIQUE_ID.test(value) ||
    (!hasWildcard(value) && (IAM_ARN.test(value) || STS_ARN.test(value))) ||
    CLOUDFRONT_ARN.test(value),
  Service: (value) => value === "*" || HOST.test(value),
  Federated: (value) => value === "*" || PROVIDER_ARN.test(value) || HOST.test(value),
  CanonicalUser: (value) => value !== "",
};

/** Whether a principal has a form that AWS takes. Whether it exists is for those to say who know the accounts. */
export function isPrincipalForm(entry: PrincipalEntry): boolean {
  return CHECKS[entry.type](entry.value);
}

function hasWildcard(value: string): boolean {
  return value.includes("*") || value.includes("?");
}
