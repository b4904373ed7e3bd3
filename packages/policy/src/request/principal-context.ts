import type { RequestPrincipal } from "./request.ts";

/**
 * The condition keys that AWS fills from the principal alone, in lower case: `aws:PrincipalArn` (of a session the role's),
 * `aws:PrincipalAccount`, `aws:PrincipalType`, `aws:userid`, `aws:username` and those about services.
 * IAM User Guide, "AWS global condition context keys" and "IAM and AWS STS condition context keys"; for `aws:userid` "Where you can use
 * policy variables".
 */
export function principalContext(principal: RequestPrincipal): Readonly<Record<string, string>> {
  switch (principal.kind) {
    case "anonymous":
      return { "aws:principaltype": "Anonymous", "aws:userid": "anonymous" };
    case "service":
      return { "aws:principalisawsservice": "true", "aws:principalservicename": principal.service };
    case "federated":
      return { "aws:principaltype": "User", "aws:userid": `${principal.provider}:` };
    case "root":
      return { ...accountContext(principal, "Account"), "aws:userid": principal.accountId };
    case "user": {
      const name = principal.arn.slice(principal.arn.lastIndexOf("/") + 1);
      return { ...accountContext(principal, "User"), "aws:userid": principal.id, "aws:username": name };
    }
    case "federatedUser":
      return { ...accountContext(principal, "FederatedUser"), "aws:userid": principal.id };
    case "roleSession": {
      const { accountId, roleArn: arn, id } = principal;
      return { ...accountContext({ accountId, arn }, "AssumedRole"), "aws:userid": id };
    }
  }
}

function accountContext(
  { accountId, arn }: { readonly accountId: string; readonly arn: string },
  type: string,
): Readonly<Record<string, string>> {
  return {
    "aws:principalarn": arn,
    "aws:principalaccount": accountId,
    "aws:principaltype": type,
    "aws:principalisawsservice": "false",
  };
}
