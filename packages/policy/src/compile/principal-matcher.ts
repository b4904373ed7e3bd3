/**
 * Principal and NotPrincipal. IAM User Guide, "AWS JSON policy elements: Principal" and "NotPrincipal". Names are
 * compared exactly; only a whole `*` is a wildcard.
 */

import type { Effect, PrincipalElement, PrincipalType } from "../document/policy.ts";
import type { RequestPrincipal } from "../request/request.ts";
import { ALLOWED, ALLOWED_TO_ACCOUNT, ALLOWED_TO_ROLE, type Grant, NOTHING } from "./verdict.ts";

type IamPrincipal = Extract<RequestPrincipal, { accountId: string }>;

export class PrincipalMatcher {
  private readonly negated: boolean;
  private readonly denies: boolean;
  private readonly everyone: boolean;
  /**
   * Whether these are bearers of tokens and assertions too. A role that trusts `{"AWS":"*"}` lets none of them in (recorded); a denial
   * that names it keeps them out.
   */
  private readonly everyBearer: boolean;
  /** ARNs and unique ids, accounts excepted. */
  private readonly names: ReadonlySet<string>;
  private readonly accounts: ReadonlySet<string>;
  private readonly services: ReadonlySet<string>;
  private readonly providers: ReadonlySet<string>;

  constructor(element: PrincipalElement, effect: Effect) {
    const awsNames = valuesOf(element, "AWS");
    this.negated = element.negated;
    this.denies = effect === "Deny";
    this.everyone = element.everyone || awsNames.includes("*");
    this.everyBearer = element.everyone || (this.everyone && this.denies);
    this.names = new Set(awsNames.filter((name) => accountOf(name) === undefined));
    this.accounts = new Set(awsNames.map(accountOf).filter((account) => account !== undefined));
    this.services = new Set(valuesOf(element, "Service"));
    this.providers = new Set(valuesOf(element, "Federated"));
  }

  /** How the element names the principal. */
  match(principal: RequestPrincipal): Grant {
    if (!this.negated) return this.isEveryone(principal) ? ALLOWED : this.matchNamed(principal);
    return this.isExempt(principal) ? NOTHING : ALLOWED;
  }

  private isEveryone(principal: RequestPrincipal): boolean {
    return this.everyone && (this.everyBearer || principal.kind !== "federated");
  }

  private matchNamed(principal: RequestPrincipal): Grant {
    switch (principal.kind) {
      case "service":
        return this.services.has(principal.service) || this.services.has("*") ? ALLOWED : NOTHING;
      case "federated":
        return this.providers.has(principal.provider) || this.providers.has("*") ? ALLOWED : NOTHING;
      case "anonymous":
        return NOTHING;
      case "root":
        return this.accounts.has(principal.accountId) ? ALLOWED : NOTHING;
      default:
        if (this.namesItself(principal)) return ALLOWED;
        if (this.namesParent(principal)) return ALLOWED_TO_ROLE;
        return this.accounts.has(principal.accountId) ? ALLOWED_TO_ACCOUNT : NOTHING;
    }
  }

  /**
   * Whom NotPrincipal leaves out. With Deny a principal must be listed with all the names that AWS checks one after
   * the other: its account, its role, itself.
   */
  private isExempt(principal: RequestPrincipal): boolean {
    if (this.everyone) return true;
    if (!this.denies || !hasAccount(principal)) return this.matchNamed(principal) !== NOTHING;
    if (!this.accounts.has(principal.accountId)) return false;
    if (principal.kind === "root") return true;
    if (principal.kind === "roleSession" && !this.namesParent(principal)) return false;
    return this.namesItself(principal);
  }

  private namesItself(principal: IamPrincipal): boolean {
    if (this.names.size === 0) return false;
    if (this.names.has(principal.arn)) return true;
    return (principal.kind === "user" || principal.kind === "roleSession") && this.names.has(principal.id);
  }

  private namesParent(principal: IamPrincipal): boolean {
    if (this.names.size === 0) return false;
    if (principal.kind === "roleSession") {
      return this.names.has(principal.roleArn) || this.names.has(principal.roleId);
    }
    if (principal.kind !== "federatedUser" || principal.issuer === undefined) return false;
    return this.names.has(principal.issuer.arn) || this.names.has(principal.issuer.id);
  }
}

/** Users come first because they ask most. */
export function hasAccount(principal: RequestPrincipal): principal is IamPrincipal {
  const { kind } = principal;
  return kind === "user" || kind === "roleSession" || kind === "root" || kind === "federatedUser";
}

/** Users and sessions; root has no boundary. */
export function isLimitedByBoundary(principal: RequestPrincipal): boolean {
  return hasAccount(principal) && principal.kind !== "root";
}

function valuesOf(element: PrincipalElement, type: PrincipalType): readonly string[] {
  return element.entries.filter((entry) => entry.type === type).map((entry) => entry.value);
}

/** The account that a name stands for: its 12 digits, or its ARN, which ends in `:root`. */
function accountOf(name: string): string | undefined {
  const [, digits, arnDigits] = /^(?:(\d{12})|arn:[^:]*:iam::(\d{12}):root)$/.exec(name) ?? [];
  return digits ?? arnDigits;
}
