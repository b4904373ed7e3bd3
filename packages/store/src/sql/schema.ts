/**
 * The tables, as every SQL engine has them. Text compares by bytes; times are whole milliseconds; what is never
 * searched (tags, resolved principals, password policy, former hashes) is JSON text. Engines write their own
 * migrations and must arrive at these tables.
 *
 * `name_key` is the name folded for comparison without regard to case (fold-name.ts). `position` is given by the
 * engine and grows with each insert, for what is listed in the order it came.
 */
import type { Generated } from "kysely";
import type { SubjectKind } from "../families.ts";
import type { AccessKeyStatus } from "../records/access-key.ts";
import type {
  AccessKeyId,
  AccountId,
  Arn,
  EpochMilliseconds,
  Revision,
  UniqueId,
} from "../records/identifier.ts";
import type { OwnerKind } from "../records/owner.ts";

export interface AccountTable {
  readonly id: AccountId;
  readonly name: string;
  readonly email: string;
  readonly email_key: string;
  readonly root_password_hash: string | null;
  readonly alias: string | null;
  readonly password_policy: string | null;
  readonly created_at: EpochMilliseconds;
}

/** All counts begin at 0. */
export interface AccountCountsTable {
  readonly account_id: AccountId;
  readonly users: Generated<number>;
  readonly groups: Generated<number>;
  readonly roles: Generated<number>;
  readonly policies: Generated<number>;
  readonly instance_profiles: Generated<number>;
}

/** The columns that users, groups, roles, instance profiles and policies have in common. */
export interface EntityTable {
  readonly id: UniqueId;
  readonly account_id: AccountId;
  readonly name: string;
  readonly name_key: string;
  readonly path: string;
  readonly created_at: EpochMilliseconds;
}

export interface UserTable extends EntityTable {
  readonly permissions_boundary: Arn | null;
  readonly tags: string;
}

export interface RoleTable extends EntityTable {
  readonly trust_policy: string;
  readonly trust_principals: string;
  readonly description: string | null;
  readonly max_session_seconds: number;
  readonly permissions_boundary: Arn | null;
  readonly tags: string;
}

export interface InstanceProfileTable extends EntityTable {
  readonly tags: string;
  readonly role_id: UniqueId | null;
}

export interface PolicyTable extends EntityTable {
  readonly arn: Arn;
  readonly description: string | null;
  readonly default_version: number;
  readonly latest_version: number;
  readonly updated_at: EpochMilliseconds;
  readonly tags: string;
}

export interface PolicyVersionTable {
  readonly policy_id: UniqueId;
  readonly version: number;
  readonly document: string;
  readonly created_at: EpochMilliseconds;
}

export interface AttachmentTable {
  readonly position: Generated<number>;
  readonly account_id: AccountId;
  readonly owner_kind: OwnerKind;
  readonly owner_id: UniqueId;
  readonly policy_arn: Arn;
  readonly attached_at: EpochMilliseconds;
}

export interface InlinePolicyTable {
  readonly account_id: AccountId;
  readonly owner_kind: OwnerKind;
  readonly owner_id: UniqueId;
  readonly name: string;
  readonly document: string;
}

export interface MembershipTable {
  readonly account_id: AccountId;
  readonly group_id: UniqueId;
  readonly user_id: UniqueId;
}

export interface AccessKeyTable {
  readonly position: Generated<number>;
  readonly id: AccessKeyId;
  readonly account_id: AccountId;
  readonly owner_kind: "user" | "root";
  readonly owner_id: UniqueId;
  readonly sealed_secret: Uint8Array;
  readonly status: AccessKeyStatus;
  readonly created_at: EpochMilliseconds;
}

export interface LoginProfileTable {
  readonly user_id: UniqueId;
  readonly account_id: AccountId;
  readonly password_hash: string;
  readonly previous_hashes: string;
  /** 0 or 1: SQLite has no booleans. */
  readonly password_reset_required: number;
  readonly created_at: EpochMilliseconds;
  readonly password_changed_at: EpochMilliseconds;
}

export interface UsageTable {
  readonly subject: string;
  readonly at: EpochMilliseconds;
  readonly service: string | null;
  readonly region: string | null;
}

/** What each write changed. A row of kind `all` stands for more than is worth listing. */
export interface ChangeTable {
  readonly revision: Revision;
  /** Counts the changes of one revision from 0. */
  readonly position: number;
  readonly kind: SubjectKind | "all";
  readonly id: string;
}

/** One row. */
export interface FeedTable {
  readonly revision: Revision;
  /** Changes up to here have been forgotten. */
  readonly trimmed_revision: Revision;
}

export interface StoreSchema {
  readonly accounts: AccountTable;
  readonly account_counts: AccountCountsTable;
  readonly users: UserTable;
  readonly groups: EntityTable;
  readonly roles: RoleTable;
  readonly instance_profiles: InstanceProfileTable;
  readonly policies: PolicyTable;
  readonly policy_versions: PolicyVersionTable;
  readonly attachments: AttachmentTable;
  readonly inline_policies: InlinePolicyTable;
  readonly memberships: MembershipTable;
  readonly access_keys: AccessKeyTable;
  readonly login_profiles: LoginProfileTable;
  readonly usage: UsageTable;
  readonly changes: ChangeTable;
  readonly feed: FeedTable;
}
