import type { HandshakeId, OrganizationId, ResponsibilityTransferId } from "@rolecall/names";
import type { AccountId, EpochMilliseconds } from "./identifier.ts";
import type { Page, PageRequest } from "./page.ts";
import type { Tag } from "./tag.ts";

export type TransferStatus = "REQUESTED" | "DECLINED" | "CANCELED" | "EXPIRED" | "ACCEPTED" | "WITHDRAWN";

/**
 * One organization answers for the bills of another. The target invites and pays (for it the transfer is inbound), the source
 * accepts (for it the transfer is outbound).
 */
export interface ResponsibilityTransferRecord {
  readonly id: ResponsibilityTransferId;
  /** The one that invites and pays. */
  readonly targetOrganizationId: OrganizationId;
  readonly targetAccountId: AccountId;
  /** The one that is paid for; its organization is known once its management account was found. */
  readonly sourceAccountId?: AccountId;
  readonly sourceOrganizationId?: OrganizationId;
  /** As it was written, where an e-mail was invited. */
  readonly sourceEmail?: string;
  readonly name: string;
  readonly status: TransferStatus;
  readonly startsAt: EpochMilliseconds;
  readonly endsAt?: EpochMilliseconds;
  /** Unique. */
  readonly handshakeId: HandshakeId;
  readonly tags: readonly Tag[];
}

/** Pages are sorted by id. */
export interface ResponsibilityTransferReader {
  byId(id: ResponsibilityTransferId): Promise<ResponsibilityTransferRecord | undefined>;
  byHandshake(id: HandshakeId): Promise<ResponsibilityTransferRecord | undefined>;
  inbound(organizationId: OrganizationId, request: PageRequest): Promise<Page<ResponsibilityTransferRecord>>;
  outbound(organizationId: OrganizationId, request: PageRequest): Promise<Page<ResponsibilityTransferRecord>>;
}

/**
 * Told of nobody. `insert` and `update` fail with StoreError "conflict" where the handshake is another's, or one of the organizations
 * is not there; `insert` where the id is taken, `update` where the target organization has none of it.
 */
export interface ResponsibilityTransferWriter extends ResponsibilityTransferReader {
  insert(record: ResponsibilityTransferRecord): Promise<void>;
  update(record: ResponsibilityTransferRecord): Promise<void>;
}
