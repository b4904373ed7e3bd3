/**
 * Principal and NotPrincipal: IAM User Guide, "AWS JSON policy elements: Principal", "NotPrincipal", and for what a match is
 * worth "How AWS enforcement code logic evaluates requests to allow or deny access", under resource-based policies.
 */

import type { Effect, PrincipalElement, PrincipalEntry } from "../src/document/policy.ts";
import type { RequestPrincipal } from "../src/request/request.ts";

/**
 * What naming a principal grants within the account, from nothing to everything. "account" delegates to the account's own
 * policies. "role" (a role's ARN, or that of the user who federated) is limited by boundary and session policies.
 * "direct" (the user's or session's own ARN, or everyone) is limited by none of them.
 */
export const grantOrder = ["none", "account", "role", "direct"] as const;
export type Grant = (typeof grantOrder)[number];

export const strongest = (all: readonly Grant[]): Grant =>
  all.reduce(
    (best, grant) => (grantOrder.indexOf(grant) > grantOrder.indexOf(best) ? grant : best),
    "none" as Grant,
  );

/** `limitedByBoundary`: the principal has a permissions boundary and the policy is resource-based. */
export interface PrincipalQuestion {
  readonly principal: RequestPrincipal;
  readonly effect: Effect;
  readonly limitedByBoundary: boolean;
}

export function principalGrant(
  element: PrincipalElement | undefined,
  { principal, effect, limitedByBoundary }: PrincipalQuestion,
): Grant {
  if (element === undefined) return "direct";
  if (!element.negated) return namedGrant(element, principal, effect);
  // "The NotPrincipal element with a Deny effect will always deny any IAM principal that has a permissions boundary
  // policy attached, regardless of the values specified in the NotPrincipal element."
  if (effect === "Deny" && limitedByBoundary && isIamPrincipal(principal)) return "direct";
  const exempt = effect === "Deny" ? isExempt(element, principal) : namedGrant(element, principal) !== "none";
  return exempt ? "none" : "direct";
}

/** `effect` matters for bearers of tokens and assertions alone, and NotPrincipal is asked without it. */
function namedGrant(element: PrincipalElement, principal: RequestPrincipal, effect?: Effect): Grant {
  if (element.everyone) return "direct";
  return strongest(element.entries.map((entry) => entryGrant(entry, principal, effect)));
}

function entryGrant(entry: PrincipalEntry, principal: RequestPrincipal, effect: Effect | undefined): Grant {
  switch (entry.type) {
    case "AWS":
      // Recorded in September 2026: a trust policy that allows {"AWS":"*"} does not admit federated callers.
      if (entry.value === "*" && principal.kind === "federated" && effect === "Allow") return "none";
      return entry.value === "*" ? "direct" : awsGrant(entry.value, principal);
    case "Service":
      return principal.kind === "service" && isOneOf(entry.value, ["*", principal.service])
        ? "direct"
        : "none";
    case "Federated":
      return principal.kind === "federated" && isOneOf(entry.value, ["*", principal.provider])
        ? "direct"
        : "none";
    case "CanonicalUser":
      return "none";
  }
}

/** A name is compared exactly: "You cannot use a wildcard to match part of a principal name or ARN." */
function awsGrant(name: string, principal: RequestPrincipal): Grant {
  const names = namesOf(principal);
  if (names === undefined) return "none";
  if (isOneOf(name, names.own)) return "direct";
  if (isOneOf(name, names.parent)) return "role";
  if (!namesAccount(name, names.accountId)) return "none";
  return principal.kind === "root" ? "direct" : "account";
}

interface PrincipalNames {
  readonly accountId: string;
  /** The principal that makes the request. */
  readonly own: readonly string[];
  /** The role of a role session; the user who federated. */
  readonly parent: readonly string[];
}

/** Undefined for those who have no account. */
function namesOf(principal: RequestPrincipal): PrincipalNames | undefined {
  switch (principal.kind) {
    case "root":
      return { accountId: principal.accountId, own: [principal.arn], parent: [] };
    case "user":
      return { accountId: principal.accountId, own: [principal.arn, principal.id], parent: [] };
    case "roleSession":
      return {
        accountId: principal.accountId,
        own: [principal.arn, principal.id],
        parent: [principal.roleArn, principal.roleId],
      };
    case "federatedUser":
      return { accountId: principal.accountId, own: [principal.arn], parent: issuerNames(principal) };
    case "federated":
    case "service":
    case "anonymous":
      return undefined;
  }
}

const issuerNames = (principal: RequestPrincipal & { kind: "federatedUser" }) =>
  principal.issuer === undefined ? [] : [principal.issuer.arn, principal.issuer.id];

const isOneOf = (value: string, values: readonly string[]) => values.includes(value);

/** "The account ARN and the shortened account ID behave the same way." */
function namesAccount(name: string, accountId: string): boolean {
  if (name === accountId) return true;
  const parts = name.split(":");
  return (
    parts.length === 6 &&
    parts[0] === "arn" &&
    parts[2] === "iam" &&
    parts[3] === "" &&
    parts[4] === accountId &&
    parts[5] === "root"
  );
}

const isIamPrincipal = (principal: RequestPrincipal) =>
  principal.kind === "user" || principal.kind === "roleSession" || principal.kind === "federatedUser";

/**
 * NotPrincipal with Deny: "you must also specify the account ARN of the not-denied principal"; for a role session the
 * page lists session, role and account. Whoever lacks one of these names is denied.
 */
function isExempt(element: PrincipalElement, principal: RequestPrincipal): boolean {
  if (element.everyone || element.entries.some((entry) => entry.type === "AWS" && entry.value === "*"))
    return true;
  const names = namesOf(principal);
  if (names === undefined) return namedGrant(element, principal) !== "none";
  const listed = element.entries.filter((entry) => entry.type === "AWS").map((entry) => entry.value);
  const lists = (wanted: readonly string[]) => listed.some((name) => wanted.includes(name));
  const listsAccount = listed.some((name) => namesAccount(name, names.accountId));
  if (principal.kind === "root") return listsAccount;
  const listsParent = principal.kind !== "roleSession" || lists(names.parent);
  return lists(names.own) && listsParent && listsAccount;
}
