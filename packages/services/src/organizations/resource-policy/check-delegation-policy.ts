/**
 * What may stand in a delegation policy. Source: Organizations User Guide, "Delegated administrator for AWS Organizations"; API
 * Reference, InvalidInputException.
 */
import { type AccountId, isAccountId, splitArn } from "@rolecall/names";
import { awsPolicyError, parsePolicy, type Statement } from "@rolecall/policy";
import { isDelegable } from "../access/delegable-actions.ts";
import type { InvalidInput } from "../error/invalid-inputs.ts";
import { invalidInput } from "../error.ts";
import { POLICY_TYPES } from "../policy-type.ts";

/**
 * @returns the accounts that its principals are or belong to: that they are the organization's is the caller's to look at
 * @throws InvalidInput INVALID_RESOURCE_POLICY_JSON, UNSUPPORTED_…_IN_RESOURCE_POLICY or INVALID_PRINCIPAL
 */
export function checkDelegationPolicy(content: string): ReadonlySet<AccountId> {
  const parsed = parsePolicy(content, "resource");
  if (!parsed.ok || awsPolicyError(content, "resource") !== undefined) {
    throw invalidInput("INVALID_RESOURCE_POLICY_JSON");
  }
  const accounts = new Set<AccountId>();
  for (const statement of parsed.policy.statements) {
    const problem = problemOf(statement);
    if (problem !== undefined) throw invalidInput(problem);
    for (const { type, value } of statement.principal?.entries ?? []) {
      const account = type === "AWS" ? accountOf(value) : undefined;
      if (account === undefined) throw invalidInput("INVALID_PRINCIPAL");
      accounts.add(account);
    }
  }
  return accounts;
}

function problemOf({ principal, action, resource, conditions }: Statement): InvalidInput | undefined {
  // Nobody in particular, and everybody but some, cannot be delegated to.
  if (principal === undefined || principal.everyone || principal.negated) return "INVALID_PRINCIPAL";
  if (action.negated || !action.values.every(isSupportedAction))
    return "UNSUPPORTED_ACTION_IN_RESOURCE_POLICY";
  const isResource =
    resource !== undefined && !resource.negated && resource.values.every(isSupportedResource);
  if (!isResource) return "UNSUPPORTED_RESOURCE_IN_RESOURCE_POLICY";
  const types = conditions.filter(({ key }) => key.toLowerCase() === "organizations:policytype");
  const isKnown = types.every(({ values }) => values.every(isPolicyType));
  return isKnown ? undefined : "UNSUPPORTED_POLICY_TYPE_IN_RESOURCE_POLICY";
}

/** One that can be delegated, or a pattern of nothing but reads: what of these cannot be delegated stays refused. */
function isSupportedAction(action: string): boolean {
  return isDelegable(action) || /^organizations:(?:describe|list)[a-z]*\*$/i.test(action);
}

/** Everything, or something of an organization. */
function isSupportedResource(resource: string): boolean {
  return resource === "*" || /^arn:aws:organizations::[^:]*:.+$/.test(resource);
}

function isPolicyType(value: string): boolean {
  return /[*?]/.test(value) || Object.hasOwn(POLICY_TYPES, value);
}

function accountOf(principal: string): AccountId | undefined {
  if (isAccountId(principal)) return principal;
  const account = splitArn(principal)?.account;
  return account !== undefined && isAccountId(account) ? account : undefined;
}
