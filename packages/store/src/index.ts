export { StoreError, type StoreErrorCode } from "./errors.ts";
export type {
  AccessKeyReader,
  AccessKeyRecord,
  AccessKeyStatus,
  LoginProfileReader,
  LoginProfileRecord,
  UsageRecord,
} from "./records/access-key.ts";
export type { AccountCounts, AccountRecord, PasswordPolicy } from "./records/account.ts";
export type {
  AttachmentRecord,
  BoundaryUse,
  InlinePolicyRecord,
  MembershipRecord,
  OwnerKind,
} from "./records/attachment.ts";
export type {
  EntityListRequest,
  EntityReader,
  EntityRecord,
  EntityWriter,
  GroupRecord,
  InstanceProfileRecord,
  Page,
  PageRequest,
  PolicyRecord,
  RoleRecord,
  Tag,
  UserRecord,
} from "./records/entity.ts";
export type { EpochMilliseconds, Revision } from "./records/identifier.ts";
export type { PolicyVersionRecord } from "./records/policy-version.ts";
export type {
  Change,
  ChangeListener,
  ReadTransaction,
  Store,
  SubjectKind,
  WriteTransaction,
} from "./store.ts";
