export {
  type AccessTokenVerifiers,
  VerifierUnavailable,
} from "./access-tokens.ts";
export { type AccessTraceLog, createAccessTraceLog } from "./access-trace-log.ts";
export {
  type AuditEvent,
  type AuditEvents,
  type AuditIdentity,
  type AuditPage,
  type AuditRecord,
  type AuditSearch,
  NO_AUDIT_EVENTS,
  PositionError,
} from "./audit-log/audit-events.ts";
export { type EventFacts, type EventResult, eventFacts, userNameOf } from "./audit-log/event-facts.ts";
export { resourcesOf } from "./audit-log/event-resources.ts";
export { lookBack } from "./audit-log/look-back.ts";
export { type Background, createBackground } from "./background.ts";
export {
  type CertificateSubjectLog,
  certificateSubjectId,
  createCertificateSubjectLog,
} from "./certificate-subject-log.ts";
export { defineOperations, defineService } from "./define.ts";
export {
  DENIALS_KEPT_MS,
  type DenialDetails,
  formatDenialDetails,
  type KeptEvaluation,
  type KeptPolicy,
  type KeptSet,
  parseDenialDetails,
} from "./denial-details.ts";
export type { Environment } from "./environment.ts";
export type { Granted } from "./granted.ts";
export { createMachineTrust, type MachineTrust } from "./machine-trust.ts";
export {
  anything,
  NOTHING_TO_FIND,
  type On,
  type Permission,
  type PermissionDetails,
  type StepsOn,
} from "./on.ts";
export type { Call, Operation, Preparation, Proving, Service, Steps } from "./operation.ts";
export type { OperationDefiner } from "./operation-definer.ts";
export { type Letter, type Outbox, OutboxError } from "./outbox.ts";
export type { OutsideIssuers } from "./outside-issuers.ts";
export { createPace, type Pace } from "./pace.ts";
export { openPage, type PageMarks, type Pager } from "./page/open-page.ts";
export { pageOf } from "./page/page-of.ts";
export { fillParts, type ListPart, pageOfParts } from "./page/page-of-parts.ts";
export { fillRoom, PageRoom, roomyPage } from "./page/page-room.ts";
export { wantedPage } from "./page/wanted-page.ts";
export {
  createPreparationGate,
  type GateLimits,
  INQUIRY_LIMITS,
  PROOF_LIMITS,
  type PreparationGate,
} from "./preparation-gate.ts";
export type { DocumentTemplate, ProductProvider, TemplateJson } from "./product-provider.ts";
export { defineQuotas, type QuotaSettings, type ServiceQuotas } from "./quotas.ts";
export { CommonError, commonError } from "./refuse/common-error.ts";
export { defineErrors, type ErrorMaker } from "./refuse/define-errors.ts";
export { isRefusal } from "./refuse/is-refusal.ts";
export { ServiceError } from "./refuse/service-error.ts";
export { type Invocation, runOperation } from "./run-operation.ts";
export type { SamlSettings } from "./saml-settings.ts";
export { spendProof } from "./spend-proof.ts";
export { mergeTags, newTags, removeTags } from "./tag/stored-tags.ts";
export { listingTags, type TaggedKind, tagging, untagging } from "./tag/tag-operations.ts";
export {
  readTags,
  refuseReservedKey,
  type StoredTagRules,
  type TagRules,
  tagIdentity,
} from "./tag/tag-rules.ts";
export { requestTags, tagsToWire, type WireTag } from "./tag/wire-tag.ts";
export { withTags } from "./tag/with-tags.ts";
export { createUsageLog, type UsageLog } from "./usage-log.ts";
