import type { DeclaredService } from "../registered-services/declared-service.ts";
import type { SeedAccount } from "./families/accounts.ts";
import type { SeedOrganization } from "./organization/seed-organization.ts";

/** A seed: what an empty installation begins with. */
export interface Seed {
  readonly accounts: readonly SeedAccount[];
  /** Accounts that are somewhere else: policies may name them, and nobody signs in from there. */
  readonly externalAccounts?: readonly string[];
  /** Services of the installation's own, that roles can trust by their name. */
  readonly services?: readonly DeclaredService[];
  /** For editors. */
  readonly $schema?: string;
  /** Without it each account stands alone. */
  readonly organization?: SeedOrganization;
}
