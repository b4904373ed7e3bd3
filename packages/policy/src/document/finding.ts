import type { Span } from "./span.ts";

/** What can be wrong with a document so that AWS would refuse it. Stable: callers may switch on it. */
export type ErrorCode =
  // The text is not JSON, or not unambiguous JSON.
  | "invalidJson"
  | "duplicateKey"
  | "tooDeep"
  | "tooLarge"
  // The text is not what the API takes.
  | "refusedCharacter"
  | "leadingSpace"
  // The JSON is not a policy.
  | "wrongType"
  | "unknownElement"
  | "invalidVersion"
  | "missingStatement"
  | "emptyStatement"
  | "missingEffect"
  | "invalidEffect"
  | "effectCase"
  | "conflictingElements"
  | "unknownOperator"
  // Literals of conditions.
  | "invalidNumber"
  | "invalidDate"
  | "invalidIpRange"
  | "invalidArn"
  | "invalidBinary"
  | "oldVersion"
  // Statement ids.
  | "sidCharacters"
  | "duplicateSid"
  // Principals.
  | "prohibitedPrincipal"
  | "prohibitedNotPrincipal"
  | "missingPrincipal"
  | "emptyPrincipal"
  | "everyonePrincipal"
  | "invalidPrincipal"
  | "invalidFederatedPrincipal"
  // Actions.
  | "missingAction"
  | "actionWithoutVendor"
  | "actionColons"
  | "actionVendor"
  | "actionVendorWildcard"
  | "actionNotSts"
  // Resources.
  | "prohibitedResource"
  | "missingResource"
  | "resourceNotArn"
  | "resourcePartition"
  | "resourceVendor"
  | "resourceRegion"
  | "resourceAccount"
  | "resourcePath"
  | "malformedArn"
  // What one kind of policy alone forbids or demands.
  | "missingProviderCondition"
  | "conditionColons"
  | "notForThisKind";

/** What AWS accepts and a reviewer would not. */
export type WarningCode =
  | "unknownService"
  | "unknownAction"
  | "unknownConditionKey"
  | "valueNeverMatches"
  | "valueExcludesNothing"
  | "valueReadAsFalse"
  | "brokenVariable"
  | "unknownVariable"
  | "unfilledPlaceholder"
  | "setOperatorOnSingleValue"
  | "setOperatorMissing"
  | "resourceNeverMatches"
  | "incompleteArn"
  | "unreachableStatement"
  | "repeatedStatement"
  | "broadGrant"
  | "passRoleToAny"
  | "missingExternalId"
  | "everyoneTrusted"
  | "everyoneElseTrusted"
  | "unknownServicePrincipal"
  | "notActionGrant"
  | "oldLanguageVariables";

interface FindingFacts {
  /** One sentence, no line breaks, what is wrong; values of the document in double quotes. */
  readonly message: string;
  readonly span: Span;
  /** What to do about it. */
  readonly suggestion?: string;
}

/** `awsMessage` is the answer AWS would give if this were the document's only error. */
export type ErrorFinding = FindingFacts & {
  readonly severity: "error";
  readonly code: ErrorCode;
  readonly awsMessage: string;
};

export type WarningFinding = FindingFacts & { readonly severity: "warning"; readonly code: WarningCode };

export type Finding = ErrorFinding | WarningFinding;
