import type { RequestPrincipal } from "../request/request.ts";

/** The names by which a policy can name a principal, the nearest first. */
export function principalNames(principal: RequestPrincipal): readonly string[] {
  switch (principal.kind) {
    case "root":
      return [principal.arn, principal.accountId];
    case "user":
      return [principal.arn, principal.id, principal.accountId];
    case "roleSession":
      return [principal.arn, principal.roleArn, principal.roleId, principal.accountId];
    case "federatedUser":
      return [principal.arn, ...(principal.issuer ? [principal.issuer.arn] : []), principal.accountId];
    case "federated":
      return [principal.provider];
    case "service":
      return [principal.service];
    case "anonymous":
      return ["anonymous"];
  }
}

/** The one name by which messages call it. */
export function principalName(principal: RequestPrincipal): string {
  return principalNames(principal)[0]!;
}
