import type { PolicyKind } from "@rolecall/policy";
import type { OrganizationPolicyType } from "@rolecall/store";
import { accounts } from "./families/accounts.ts";
import { FAMILY_ROWS } from "./families/families.ts";
import type { SeedDocumentPlace, SeedIdentity } from "./families/family.ts";
import type { SeedOrganization } from "./organization/seed-organization.ts";
import type { Seed } from "./seed.ts";
import type { SeedPath } from "./seed-path.ts";

/** One thing that a seed declares, with what its family says of it. */
export interface SeedItem {
  readonly path: SeedPath;
  readonly accountId: string;
  readonly identities: readonly SeedIdentity[];
  readonly documents: readonly SeedDocumentPlace[];
}

/** Every item of a seed whose shape has been checked, accounts first, in the order of the file. */
export function* itemsOf(seed: Seed): Iterable<SeedItem> {
  for (const [index, value] of (seed.externalAccounts ?? []).entries()) {
    const identity: SeedIdentity = { path: [], within: "seed", kind: "Account", value };
    yield { path: ["externalAccounts", index], accountId: value, identities: [identity], documents: [] };
  }
  for (const [index, account] of seed.accounts.entries()) {
    const path = ["accounts", index];
    const accountId = account.id;
    yield {
      path,
      accountId,
      identities: accounts.identities(account),
      documents: accounts.documents(account),
    };
    for (const [key, family] of FAMILY_ROWS) {
      for (const [at, item] of (account[key] ?? []).entries()) {
        const identities = family.identities(item);
        yield { path: [...path, key, at], accountId, identities, documents: family.documents(item) };
      }
    }
  }
  yield* policiesOf(seed.organization);
}

/** The kinds of an organization's policies that are in the language of IAM's. */
const KINDS: Readonly<Partial<Record<OrganizationPolicyType, PolicyKind>>> = {
  SERVICE_CONTROL_POLICY: "serviceControl",
  RESOURCE_CONTROL_POLICY: "resourceControl",
};

function* policiesOf(organization: SeedOrganization | undefined): Iterable<SeedItem> {
  const accountId = organization?.managementAccount ?? "";
  for (const [index, { type, document }] of (organization?.policies ?? []).entries()) {
    const kind = KINDS[type];
    const documents = kind === undefined ? [] : [{ path: ["document"], document, kind }];
    yield { path: ["organization", "policies", index], accountId, identities: [], documents };
  }
}
