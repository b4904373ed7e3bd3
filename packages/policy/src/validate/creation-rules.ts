import type { FindingList } from "../document/finding-list.ts";
import type { Policy, PolicyKind, Statement } from "../document/policy.ts";
import type { Span } from "../document/span.ts";

export interface CreationOptions {
  /** The document becomes a managed policy (CreatePolicy, CreatePolicyVersion): the older language is refused. */
  readonly managed?: boolean;
}

/** What a customer may not create although AWS itself has such documents, or although old ones are still honoured. */
export function checkCreation(policy: Policy, findings: FindingList, options: CreationOptions): void {
  if (needsCurrentVersion(findings.kind, options)) requireCurrentVersion(policy, findings);
  if (findings.kind === "resourceControl")
    for (const each of policy.statements) checkResourceControl(each, findings);
}

function needsCurrentVersion(kind: PolicyKind, options: CreationOptions): boolean {
  return options.managed === true || kind === "serviceControl" || kind === "resourceControl";
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
 * actions of all services. Organizations User Guide, "RCP syntax".
 */
function checkResourceControl(statement: Statement, findings: FindingList): void {
  const { effect, action, span } = statement;
  if (effect === "Allow") {
    findings.refuse("notForThisKind", {
      span,
      message: "A resource control policy of yours can only deny.",
      suggestion: 'Write "Effect": "Deny".',
    });
  }
  if (action.values.some((value) => value.startsWith("*"))) {
    findings.refuse("notForThisKind", {
      span: action.span,
      message: "A resource control policy of yours must name the service of each action.",
      suggestion: 'Write "service:Action", such as "s3:*".',
    });
  }
}
