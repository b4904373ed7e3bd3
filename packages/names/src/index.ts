export {
  ACCESS_KEY_ID_BYTES,
  type AccessKeyId,
  type AccessKeyIdPrefix,
  accountOfAccessKeyId,
  isAccessKeyId,
  newAccessKeyId,
  toAccessKeyId,
} from "./access-key-id.ts";
export { type AccountId, INSTALLATION_ACCOUNT, isAccountId, toAccountId } from "./account-id.ts";
export { type Arn, AWS_ACCOUNT, isArn, type SplitArn, splitArn, toArn } from "./arn/arn.ts";
export { formatArn, formatCollectionArn, type PathedArnForm } from "./arn/format-arn.ts";
export type { ArnForm, ArnParts } from "./arn/forms.ts";
export { parseArn } from "./arn/parse-arn.ts";
export { decodeBase32, encodeBase32 } from "./base32.ts";
export { type InstanceId, isInstanceId, toInstanceId } from "./instance-id.ts";
export {
  type CreateAccountRequestId,
  type HandshakeId,
  isOrganizationIdOf,
  newOrganizationId,
  newUnitId,
  type OrganizationalUnitId,
  type OrganizationId,
  type OrganizationIdKind,
  type OrganizationIds,
  type OrganizationPolicyId,
  type ParentId,
  type ResponsibilityTransferId,
  type RootId,
  toOrganizationId,
} from "./organization-id.ts";
export {
  formatServicePrincipal,
  inOwnPartition,
  isPartitionName,
  ownPartition,
  PARTITIONS,
  type Partition,
  PartitionInUse,
  type PartitionName,
  settlePartition,
} from "./partition.ts";
export {
  type CertificateSubjectId,
  isRolesAnywhereIdOf,
  type RevocationListId,
  type RolesAnywhereIdKind,
  type RolesAnywhereIds,
  type RolesAnywhereProfileId,
  type TrustAnchorId,
  toRolesAnywhereId,
} from "./roles-anywhere-id.ts";
export { newSamlId, type SamlIdPrefix } from "./saml-id.ts";
export { isTaskId, type TaskId, toTaskId } from "./task-id.ts";
export {
  isUniqueId,
  newPublicKeyId,
  newUniqueId,
  rootUserId,
  toUniqueId,
  type UniqueId,
  type UniqueIdPrefix,
} from "./unique-id.ts";
