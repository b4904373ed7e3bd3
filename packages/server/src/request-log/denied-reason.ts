import type { ConsultedPolicy, Denial } from "@rolecall/access";
import { matchedStatements, plainLayerName, type Statement } from "@rolecall/policy";

/** Statements that are asked once more for a line: a fraction of a millisecond. */
const STATEMENTS_MAX = 1_000;

/** The layer, and of an explicit denial the policy and statement, in few words: `an identity policy forbids it: Guard, statement NoUsers`. */
export function deniedReason(denial: Denial): string {
  const { decision, question } = denial;
  const { withArticle, doesNotAllow } = plainLayerName(decision.layer, isAboutTrust(denial));
  if (decision.decision !== "explicitDeny") return `${doesNotAllow}: ${question.action}`;
  const found = denyingStatement(denial);
  return `${withArticle} forbids it: ${found === undefined ? question.action : nameOf(found)}`;
}

function isAboutTrust({ decision, question }: Denial): boolean {
  return decision.layer === "resource" && question.action.startsWith("sts:");
}

interface Denying {
  readonly policy: ConsultedPolicy;
  readonly statement: Statement;
}

function denyingStatement({ decision, question, layers, policies }: Denial): Denying | undefined {
  const own = policies.filter(({ layer }) => layer === decision.layer);
  if (own.reduce((sum, { policy }) => sum + policy.statements.length, 0) > STATEMENTS_MAX) return undefined;
  const hasBoundary = decision.layer === "resource" && layers.boundary !== undefined;
  for (const policy of own) {
    const statement = matchedStatements(question, policy.policy, hasBoundary).find(
      ({ effect }) => effect === "Deny",
    );
    if (statement !== undefined) return { policy, statement };
  }
  return undefined;
}

function nameOf({ policy, statement }: Denying): string {
  const { name, arn, attachedTo } = policy;
  const policyName = name ?? lastPart(arn ?? attachedTo);
  return `${policyName}, statement ${statement.sid ?? statement.index + 1}`;
}

function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}
