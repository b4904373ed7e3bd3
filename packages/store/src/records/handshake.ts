import type { HandshakeId, OrganizationId } from "@rolecall/names";
import type { AccountId, EpochMilliseconds } from "./identifier.ts";
import type { Page, PageRequest } from "./page.ts";
import type { Tag } from "./tag.ts";

export type HandshakeAction =
  | "INVITE"
  | "ENABLE_ALL_FEATURES"
  | "APPROVE_ALL_FEATURES"
  | "ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE"
  | "TRANSFER_RESPONSIBILITY";

/** EXPIRED is what an open one is called once it is `expiresAt`: nobody writes it. */
export type HandshakeState = "REQUESTED" | "OPEN" | "CANCELED" | "ACCEPTED" | "DECLINED" | "EXPIRED";

export interface HandshakeParty {
  readonly type: "ACCOUNT" | "ORGANIZATION" | "EMAIL";
  readonly id: string;
}

/** As the wire has it: a tree of types and values. */
export interface HandshakeResource {
  readonly type: string;
  readonly value?: string;
  readonly resources?: readonly HandshakeResource[];
}

export interface HandshakeRecord {
  readonly id: HandshakeId;
  /** Whose it is: the inviting one's. */
  readonly organizationId: OrganizationId;
  readonly action: HandshakeAction;
  readonly state: HandshakeState;
  /** The account that has to answer, where it is known: an e-mail that no account has yet is not. Absent where the organization itself answers. */
  readonly recipientAccountId?: AccountId;
  /** As it was written. */
  readonly recipientEmail?: string;
  readonly parentHandshakeId?: HandshakeId;
  readonly parties: readonly HandshakeParty[];
  readonly resources: readonly HandshakeResource[];
  /** For what comes of it when it is accepted. */
  readonly tags: readonly Tag[];
  readonly requestedAt: EpochMilliseconds;
  readonly expiresAt: EpochMilliseconds;
  /** Since when it is in a state that it cannot leave. */
  readonly finishedAt?: EpochMilliseconds;
}

/** Pages are sorted by id. */
export interface HandshakeReader {
  /** Of the organization, in whatever state. */
  count(organizationId: OrganizationId): Promise<number>;
  byId(id: HandshakeId): Promise<HandshakeRecord | undefined>;
  ofOrganization(organizationId: OrganizationId, request: PageRequest): Promise<Page<HandshakeRecord>>;
  /** Those that the account has to answer, or had. */
  ofRecipient(accountId: AccountId, request: PageRequest): Promise<Page<HandshakeRecord>>;
  /** Those to an e-mail, without regard to case, of no known account. */
  ofEmail(email: string, request: PageRequest): Promise<Page<HandshakeRecord>>;
  ofParent(parentHandshakeId: HandshakeId): Promise<readonly HandshakeRecord[]>;
  /** Those of the organization that are not finished and have not expired at that time, sorted by id. All of them: what may be open is limited. */
  open(
    organizationId: OrganizationId,
    action: HandshakeAction,
    now: EpochMilliseconds,
  ): Promise<readonly HandshakeRecord[]>;
  /** How many of the organization were requested after that time and are not accepted. */
  countUnaccepted(
    organizationId: OrganizationId,
    action: HandshakeAction,
    after: EpochMilliseconds,
  ): Promise<number>;
}

/**
 * Told of nobody. `insert` fails with StoreError "conflict" where the id is taken or the organization is not there, `update` where the
 * organization has none of the id.
 */
export interface HandshakeWriter extends HandshakeReader {
  insert(record: HandshakeRecord): Promise<void>;
  update(record: HandshakeRecord): Promise<void>;
  /** Deletes those of the organization that were finished or expired before that time. */
  deleteEnded(
    organizationId: OrganizationId,
    action: HandshakeAction,
    before: EpochMilliseconds,
  ): Promise<void>;
}
