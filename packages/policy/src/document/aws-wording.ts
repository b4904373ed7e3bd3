import type { ErrorCode } from "./finding.ts";
import type { PolicyKind } from "./policy.ts";

/**
 * AWS judges policies in two dialects: what IAM attaches to identities (CreatePolicy, PutRolePolicy), and what stands on
 * a resource (CreateRole's trust policy, resource policies). Organizations has one sentence for everything.
 */
type Dialect = "identity" | "resource" | "organizations";

const DIALECTS: Readonly<Record<PolicyKind, Dialect>> = {
  identity: "identity",
  session: "identity",
  boundary: "identity",
  trust: "resource",
  resource: "resource",
  serviceControl: "organizations",
  resourceControl: "organizations",
};

/** `{}` stands for the subject: the offending name or value, or a rendering of it. */
interface Wording {
  /** Where the judgement comes in IAM's order for identity policies: a lower rank is answered first. */
  readonly rank: number;
  readonly identity: string;
  readonly resource: string;
}

const ORGANIZATIONS =
  "The provided policy document does not meet the requirements of the specified policy type.";
const SYNTAX = "Syntax errors in policy.";
const LEGACY = "The policy failed legacy parsing";
const NOT_JSON = "This policy contains invalid Json";

const RANK = {
  characters: -1,
  json: 0,
  syntax: 1,
  version: 2,
  legacy: 3,
  principal: 4,
  sid: 5,
  missingAction: 6,
  resource: 7,
  action: 8,
  missingResource: 9,
} as const;

const json: Wording = { rank: RANK.json, identity: SYNTAX, resource: NOT_JSON };
const syntax = (resource: string): Wording => ({ rank: RANK.syntax, identity: SYNTAX, resource });
const legacy = (resource: string): Wording => ({ rank: RANK.legacy, identity: LEGACY, resource });
const alike = (rank: number, text: string): Wording => ({ rank, identity: text, resource: text });

const NO_PRINCIPAL = "Policy document should not specify a principal.";
const NO_ACTIONS = "Policy statement must contain actions.";
const NO_RESOURCES = "Policy statement must contain resources.";

/** The words and their order are recorded answers; the IAM API reference documents the error code alone. */
const WORDINGS: Readonly<Record<ErrorCode, Wording>> = {
  invalidJson: json,
  duplicateKey: json,
  tooDeep: json,
  tooLarge: json,
  refusedCharacter: alike(RANK.characters, "{}"),
  leadingSpace: {
    rank: RANK.legacy,
    identity: LEGACY,
    resource: "JSON strings must not have leading spaces",
  },
  wrongType: syntax(SYNTAX),
  unknownElement: syntax("Unknown field {}"),
  invalidVersion: syntax("The policy must contain a valid version string"),
  missingStatement: syntax("Missing required field Statement"),
  emptyStatement: syntax("Could not parse the policy: Statement is empty!"),
  missingEffect: syntax("Missing required field Effect"),
  invalidEffect: syntax("Invalid effect: {}"),
  effectCase: legacy("Invalid effect: {}"),
  conflictingElements: syntax(SYNTAX),
  unknownOperator: syntax("Invalid Condition type : {}"),
  invalidNumber: legacy(LEGACY),
  invalidDate: legacy(LEGACY),
  invalidIpRange: legacy(LEGACY),
  invalidArn: legacy(LEGACY),
  invalidBinary: syntax(SYNTAX),
  oldVersion: alike(RANK.version, "Policy document must be version 2012-10-17 or greater."),
  sidCharacters: alike(
    RANK.sid,
    "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*",
  ),
  duplicateSid: {
    rank: RANK.sid,
    identity: "Statement IDs (SID) in a single policy must be unique.",
    resource: "The Statement Ids in the policy are not unique",
  },
  prohibitedPrincipal: alike(RANK.principal, NO_PRINCIPAL),
  prohibitedNotPrincipal: alike(RANK.principal, "{}"),
  missingPrincipal: alike(RANK.principal, "Missing required field Principal"),
  emptyPrincipal: alike(RANK.principal, "Missing required field Principal cannot be empty!"),
  everyonePrincipal: alike(RANK.principal, 'AssumeRolepolicy contained an invalid principal: "STAR":"*".'),
  invalidPrincipal: alike(RANK.principal, "Invalid principal in policy: {}"),
  invalidFederatedPrincipal: alike(
    RANK.principal,
    "Federated principals must be valid domain names or SAML metadata ARNs",
  ),
  missingAction: {
    rank: RANK.missingAction,
    identity: NO_ACTIONS,
    resource: "Missing required field Action",
  },
  actionWithoutVendor: alike(
    RANK.action,
    "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
  ),
  actionColons: alike(RANK.action, "Actions/Condition can contain only one colon."),
  actionVendor: alike(RANK.action, "Vendor {} is not valid"),
  actionVendorWildcard: alike(
    RANK.action,
    "Action vendors (e.g., aws, ec2, etc.) must not contain wildcards.",
  ),
  actionNotSts: alike(RANK.action, "AssumeRole policy may only specify STS AssumeRole actions."),
  prohibitedResource: alike(RANK.resource, "{}"),
  missingResource: {
    rank: RANK.missingResource,
    identity: NO_RESOURCES,
    resource: "Missing required field Resource",
  },
  resourceNotArn: alike(RANK.resource, 'Resource {} must be in ARN format or "*".'),
  resourcePartition: alike(RANK.resource, "Partition {}."),
  resourceVendor: alike(RANK.resource, "Resource vendor must be fully qualified and cannot contain regexes."),
  resourceRegion: alike(RANK.resource, "{}"),
  resourceAccount: alike(RANK.resource, "Resource {} cannot contain an account id."),
  resourcePath: alike(RANK.resource, 'IAM resource path must either be "*", root, or start with {}.'),
  malformedArn: legacy(LEGACY),
  missingProviderCondition: alike(RANK.principal, "{}"),
  conditionColons: alike(RANK.action, "Condition can contain only one colon."),
  notForThisKind: syntax(SYNTAX),
};

/** AWS's sentence for one error in a document of one kind. `subject` fills the sentence's blank, if it has one. */
export function wordAwsMessage(code: ErrorCode, kind: PolicyKind, subject: string): string {
  const dialect = DIALECTS[kind];
  if (dialect === "organizations") return ORGANIZATIONS;
  return WORDINGS[code][dialect].replace("{}", () => subject);
}

/** Which of several errors AWS would answer: the lowest rank, and within it the first in reading order. */
export function rankError(code: ErrorCode, kind: PolicyKind): number {
  const { rank } = WORDINGS[code];
  return DIALECTS[kind] === "identity" ? rank : Math.min(rank, RANK.syntax);
}
