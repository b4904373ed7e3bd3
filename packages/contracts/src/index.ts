export { type CommonErrorName, type CommonErrorOnWire, commonErrorOnWire } from "./common-errors.ts";
export type { ContractIndex, OperationIndex, ServiceIndex } from "./contract-data.ts";
export { type ErrorMemberSource, errorMemberSource } from "./error-member.ts";
export { loadContract, loadContractIndex, operationNames } from "./load-contract.ts";
export { hiddenProtocol, type OtherProtocol, serviceOfTargetPrefix } from "./other-services.ts";
export { isSecretMember } from "./secret-members.ts";
export type {
  AccountErrors,
  AccountOperations,
  ErrorsByService,
  IamErrors,
  IamOperations,
  IamToolboxErrors,
  IamToolboxOperations,
  IdentityStoreErrors,
  IdentityStoreOperations,
  OperationsByService,
  OrganizationsErrors,
  OrganizationsOperations,
  RolecallErrors,
  RolecallOperations,
  RolesAnywhereErrors,
  RolesAnywhereOperations,
  SsoAdminErrors,
  SsoAdminOperations,
  SsoErrors,
  SsoOidcErrors,
  SsoOidcOperations,
  SsoOperations,
  StsErrors,
  StsOperations,
} from "./types-by-service.ts";
export type {
  BlobShape,
  BooleanShape,
  Constraint,
  DocumentShape,
  Empty,
  ErrorContract,
  InputErrors,
  JsonValue,
  ListShape,
  MapShape,
  Member,
  MemberLocation,
  NumberShape,
  OperationContract,
  OperationTable,
  PageContract,
  Pattern,
  ProtocolName,
  ServiceContract,
  ServiceName,
  Shape,
  StringShape,
  StructureShape,
  TimestampShape,
} from "./vocabulary.ts";
export { serviceNames } from "./vocabulary.ts";
