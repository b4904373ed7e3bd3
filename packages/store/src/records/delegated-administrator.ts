import type { OrganizationId } from "@rolecall/names";
import type { AccountId, EpochMilliseconds } from "./identifier.ts";
import type { Page, PageRequest } from "./page.ts";

/** A member that administers one service for the organization. */
export interface DelegatedAdministratorRecord {
  readonly organizationId: OrganizationId;
  readonly accountId: AccountId;
  readonly servicePrincipal: string;
  readonly delegatedAt: EpochMilliseconds;
}

export interface DelegatedAdministratorReader {
  /** In the order of delegation. */
  ofAccount(accountId: AccountId): Promise<readonly DelegatedAdministratorRecord[]>;
  /** Sorted by account id. */
  ofService(
    organizationId: OrganizationId,
    servicePrincipal: string,
  ): Promise<readonly DelegatedAdministratorRecord[]>;
  /** Accounts that administer anything, each once, sorted by id. */
  accounts(organizationId: OrganizationId, request: PageRequest): Promise<Page<AccountId>>;
}

/** A change is told of the account. */
export interface DelegatedAdministratorWriter extends DelegatedAdministratorReader {
  /** False where it is so already. @throws StoreError "conflict" where the account is no member of the organization */
  add(record: DelegatedAdministratorRecord): Promise<boolean>;
  /** False where it was not. */
  remove(accountId: AccountId, servicePrincipal: string): Promise<boolean>;
}
