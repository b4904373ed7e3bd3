import { refusePartition } from "../document/check-resource.ts";
import type { FindingList } from "../document/finding-list.ts";
import type { Policy, PolicyKind, Statement } from "../document/policy.ts";
import type { Span } from "../document/span.ts";
import { RCP_SERVICES } from "../request/rcp-services.ts";
import { valueSpans } from "./lint/value-spans.ts";
import { checkSharedProviders } from "./shared-providers.ts";

export interface CreationOptions {
  /** The document becomes a managed policy (CreatePolicy, CreatePolicyVersion): the older language is refused. */
  readonly managed?: boolean;
  /** The partition of the account, such as `aws`: IAM refuses resources of another. Not looked at where it is not given. */
  readonly partition?: string;
}

/** A document that is to be saved. */
interface Creation {
  readonly text: string;
  readonly policy: Policy;
  readonly findings: FindingList;
}

/** What a customer may not create although AWS itself has such documents, or although old ones are still honoured. */
export function checkCreation(creation: Creation, options: CreationOptions): void {
  const { policy, findings } = creation;
  const { kind } = findings;
  if (needsCurrentVersion(kind, options)) requireCurrentVersion(policy, findings);
  for (const statement of policy.statements) {
    if (kind === "resourceControl") checkResourceControl(statement, creation);
    if (kind === "trust") checkTrust(statement, findings);
    if (IAM_KINDS.has(kind)) checkPartition(statement, findings, options.partition);
  }
}

function checkTrust(statement: Statement, findings: FindingList): void {
  checkSharedProviders(statement, findings);
  for (const { key, span } of statement.conditions) {
    if (!hasTooManyColons(key)) continue;
    findings.refuse("conditionColons", {
      span,
      message: `The condition key ${JSON.stringify(key)} has more than one colon.`,
      suggestion: "Write the provider's location, a colon, and the claim.",
    });
  }
}

/** AWS's own keys may end in a tag's. Of a provider on this machine a port stands before the claim, which AWS has no providers with. */
function hasTooManyColons(key: string): boolean {
  if (/^(?:aws|iam|sts|saml):/i.test(key)) return false;
  return key.replace(/^[^/:]+:\d{1,5}(?=[/:])/, "").split(":").length > 2;
}

/** What IAM itself judges. */
const IAM_KINDS: ReadonlySet<PolicyKind> = new Set<PolicyKind>(["identity", "boundary", "session"]);

function checkPartition({ resource }: Statement, findings: FindingList, partition: string | undefined): void {
  if (resource === undefined || partition === undefined) return;
  for (const value of resource.values) {
    const parts = value.split(":");
    const isForeign = parts.length > 1 && parts[1] !== partition && !/[*?]/.test(parts[1]!);
    if (isForeign) refusePartition(parts, resource.span, findings);
  }
}

function needsCurrentVersion(kind: PolicyKind, options: CreationOptions): boolean {
  return options.managed === true || kind === "serviceControl";
}

function requireCurrentVersion(policy: Policy, findings: FindingList): void {
  if (policy.version === "2012-10-17") return;
  findings.refuse("oldVersion", {
    span: START,
    message: "This policy must be written in the current version of the policy language.",
    suggestion: 'Add "Version": "2012-10-17".',
  });
}

/** A version that is not there has no place of its own; the document's start stands for it. */
const START: Span = { start: 0, end: 0 };

/**
 * RCPFullAWSAccess, which AWS attaches, is the only resource control policy that allows, and the only one that names all
 * actions of all services; those that RCPs do not apply to are refused. Organizations User Guide, "RCP syntax"; recorded.
 */
function checkResourceControl(statement: Statement, { text, findings }: Creation): void {
  const { effect, action, span } = statement;
  if (effect === "Allow") {
    findings.refuse("notForThisKind", {
      span,
      message: "A resource control policy of yours can only deny.",
      suggestion: 'Write "Effect": "Deny".',
    });
  }
  const refused = action.values.flatMap((value, index) => (isControlled(value) ? [] : [{ value, index }]));
  const spans = refused.length === 0 ? [] : valueSpans(text, action.span);
  for (const { value, index } of refused) refuseService(value, spans[index] ?? action.span, findings);
}

function isControlled(action: string): boolean {
  return RCP_SERVICES.has(serviceOf(action));
}

/** In any case, as recorded. */
function serviceOf(action: string): string {
  return action.slice(0, Math.max(action.indexOf(":"), 0)).toLowerCase();
}

function refuseService(action: string, span: Span, findings: FindingList): void {
  const service = serviceOf(action);
  const isPattern = service === "" || /[*?]/.test(service);
  findings.refuse("notForThisKind", {
    span,
    message: isPattern
      ? "A resource control policy of yours must name the service of each action."
      : `Resource control policies do not apply to the service ${JSON.stringify(service)}.`,
    suggestion: 'Write "service:Action", such as "s3:*", of a service that supports RCPs.',
  });
}
