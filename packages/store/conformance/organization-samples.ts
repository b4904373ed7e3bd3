/** Ids of organizations to test with. */
import { type OrganizationIdKind, type OrganizationIds, toOrganizationId } from "@rolecall/names";
import type { AccountId } from "../src/records/identifier.ts";
import type { NaiveState } from "./family-under-test.ts";
import { refuse } from "./naive.ts";

const PREFIXES: Readonly<Record<OrganizationIdKind, string>> = {
  organization: "o-",
  root: "r-",
  unit: "ou-0000-",
  policy: "p-",
  handshake: "h-",
  accountRequest: "car-",
  resourcePolicy: "rp-",
  transfer: "rt-",
};

export function organizationIdOf<Kind extends OrganizationIdKind>(
  kind: Kind,
  number: number,
): OrganizationIds[Kind] & string {
  return toOrganizationId(kind, PREFIXES[kind] + String(number).padStart(10, "0"));
}

/** AWS's, which is in no store. */
export const FULL_ACCESS = toOrganizationId("policy", "p-FullAWSAccess");

/** Two places in organization 0 and one in organization 1. */
export const PLACES = [
  { organizationId: organizationIdOf("organization", 0), parentId: organizationIdOf("root", 0) },
  { organizationId: organizationIdOf("organization", 0), parentId: organizationIdOf("unit", 0) },
  { organizationId: organizationIdOf("organization", 1), parentId: organizationIdOf("root", 1) },
] as const;

export function requireAccount(state: NaiveState, id: AccountId): void {
  refuse(!state.accounts.some((each) => each.id === id));
}

export function requireOrganization(state: NaiveState, id: string): void {
  refuse(!state.organizations.some((each) => each.id === id));
}

export function requireParent(state: NaiveState, organizationId: string, parentId: string): void {
  const isRoot = state.organizations.some((each) => each.id === organizationId && each.rootId === parentId);
  const isUnit = state.organizationalUnits.some(
    (each) => each.organizationId === organizationId && each.id === parentId,
  );
  refuse(!isRoot && !isUnit);
}

export function requireMember(state: NaiveState, organizationId: string, accountId: string): void {
  refuse(
    !state.organizationMembers.some(
      (each) => each.accountId === accountId && each.organizationId === organizationId,
    ),
  );
}
