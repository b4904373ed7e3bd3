export { broughtContext } from "./asked/brought-context.ts";
export { type AskedAbout, readWhySubject, type WhySubject } from "./asked/read-why-subject.ts";
export { type CompiledPolicy, compilePolicy } from "./compile/compile-policy.ts";
export type { CompiledStatement, PrincipalMatch } from "./compile/compiled-statement.ts";
export type { PolicyLevels } from "./compile/policy-levels.ts";
export { type CompiledPolicySet, compilePolicySet } from "./compile/policy-set.ts";
export { PolicySetCache, type PolicySetCacheOptions } from "./compile/policy-set-cache.ts";
export type { CompiledCondition } from "./condition/compiled-condition.ts";
export { type CompiledLayers, compileLayers } from "./decide/compiled-layers.ts";
export { decide } from "./decide/decide.ts";
export type { Decision, LayerName, PolicyLayers } from "./decide/layers.ts";
export type { ErrorCode, ErrorFinding, Finding, WarningCode, WarningFinding } from "./document/finding.ts";
export type {
  JsonArray,
  JsonMember,
  JsonNode,
  JsonObject,
  JsonScalar,
  JsonString,
} from "./document/json-node.ts";
export { scanJson } from "./document/json-scanner.ts";
export { nearestName } from "./document/nearest-name.ts";
export { OPERATOR_NAMES, type OperatorName } from "./document/operator-names.ts";
export { MAX_DOCUMENT_LENGTH, type ParseResult, parsePolicy } from "./document/parse.ts";
export type {
  ConditionEntry,
  Effect,
  Policy,
  PolicyKind,
  PolicyVersion,
  PrincipalElement,
  PrincipalEntry,
  PrincipalType,
  Quantifier,
  Statement,
  StringElement,
} from "./document/policy.ts";
export { type ContextKeysResult, readContextKeys } from "./document/read-context-keys.ts";
export { isOwnServiceName, isServicePrincipal } from "./document/service-principal.ts";
export { locate, type Position, type Span } from "./document/span.ts";
export { type AccessDeniedOptions, accessDeniedMessage } from "./explain/access-denied-message.ts";
export {
  CELL_STATES,
  type CellLook,
  type CellSign,
  type CellState,
  DECIDED_HERE,
  NEXT_TO_STOP,
  NOT_REACHED,
  PASS_QUESTIONS,
  type PassName,
} from "./explain/cell-states.ts";
export { EXEMPT_REASONS, type ExemptReason, type ToldExemption } from "./explain/exempt-reasons.ts";
export { type ExplainOptions, explain } from "./explain/explain.ts";
export type {
  AddedStatement,
  Addition,
  ConditionMatch,
  Escape,
  ExplainedRequest,
  Explanation,
  HiddenLayer,
  LayerExplanation,
  LayerVerdict,
  Mismatch,
  NamedPrincipal,
  StatementExplanation,
  StatementMatch,
} from "./explain/explanation.ts";
export { type ExportedExplanation, exportExplanation } from "./explain/export-explanation.ts";
export { type Headline, headline } from "./explain/headline.ts";
export { LAYER_ORDER, plainLayerName } from "./explain/layer-names.ts";
export { type LayerPasses, layerPasses } from "./explain/layer-passes.ts";
export { setsOf, whySkipped } from "./explain/layer-sets.ts";
export { matchedStatements, matchesBesidesAction } from "./explain/matched-statements.ts";
export { type Paint, paintAnsi, paintPlain, showText, type Tone } from "./explain/paint.ts";
export { type Phrase, plainText } from "./explain/phrases.ts";
export {
  type ExplainedPolicy,
  hiddenPolicyWords,
  type OrganizationNode,
  type PolicyFacts,
  type SetPlace,
} from "./explain/policy-facts.ts";
export { redactExplanation } from "./explain/redact-explanation.ts";
export { renderGrid } from "./explain/render-grid.ts";
export { type RenderOptions, renderTree } from "./explain/render-tree.ts";
export type { MayRead } from "./explain/set-part.ts";
export { isMultivaluedKey } from "./request/multivalued-keys.ts";
export { principalContext } from "./request/principal-context.ts";
export { RCP_SERVICES } from "./request/rcp-services.ts";
export { type ContextInput, type ContextRecord, recordContext } from "./request/record-context.ts";
export type {
  AuthorizationRequest,
  ContextValue,
  RequestContext,
  RequestPrincipal,
} from "./request/request.ts";
export { hasValueForm, type ValueForm } from "./request/value-form.ts";
export { decideInPart } from "./unknown/decide-in-part.ts";
export { type PartialContext, type PartialContextInput, partialContext } from "./unknown/partial-context.ts";
export type { PartialDecision } from "./unknown/partial-decision.ts";
export type { PartialRequest } from "./unknown/partial-question.ts";
export type { PartialResource } from "./unknown/partial-text.ts";
export { UNKNOWN, type Unknown } from "./unknown/unknown.ts";
export { type AwsPolicyError, awsPolicyError } from "./validate/aws-policy-error.ts";
export type { CreationOptions } from "./validate/creation-rules.ts";
export { policySize } from "./validate/policy-size.ts";
export type { ReferenceData } from "./validate/reference-data.ts";
export { type FindingCategory, type PlacedFinding, reviewPolicy } from "./validate/review-policy.ts";
export { type ValidationOptions, validatePolicy } from "./validate/validate-policy.ts";
export { contextKeys } from "./variable/context-keys.ts";
export { resolveText } from "./variable/template.ts";
