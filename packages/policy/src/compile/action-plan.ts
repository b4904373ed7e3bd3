import type { AuthorizationRequest } from "../request/request.ts";
import type { CompiledStatement } from "./compiled-statement.ts";
import { RuleIndex } from "./rule-index.ts";
import type { StatementRule } from "./statement-rule.ts";
import { ALLOWED, DENIED, NOTHING, type Verdict } from "./verdict.ts";

/** A plan by itself, and what each of its rules takes in an index. */
const PLAN_BYTES = 400;
const RULE_BYTES = 350;

/** What the policies of a set say about one action: what is settled for every request, and what has to be asked. */
export class ActionPlan {
  /** Every request is allowed. */
  readonly alwaysAllows: boolean;
  /** Every request is allowed that nothing denies. */
  readonly isDenyList: boolean;
  /** About how much memory it takes, once it has indexes. */
  readonly bytes: number;
  /** What is settled for every request of the action. */
  readonly settled: Verdict;
  /** The statements that have to be asked. */
  readonly unsettled: readonly CompiledStatement[];
  /** They, while there are no indexes. */
  private pending: readonly CompiledStatement[];
  private wasAsked = false;
  private denies: RuleIndex | undefined;
  private allows: RuleIndex | undefined;

  /** `statements` are those that match the action. */
  constructor(statements: readonly CompiledStatement[]) {
    this.settled = settledBy(statements);
    this.unsettled = statements.filter((statement) => canChange(this.settled, statement));
    this.pending = this.unsettled;
    this.bytes = PLAN_BYTES + RULE_BYTES * ruleCount(this.unsettled);
    this.isDenyList = this.settled === ALLOWED;
    this.alwaysAllows = this.settled === ALLOWED && this.pending.length === 0;
  }

  ask(request: AuthorizationRequest): Verdict {
    const { denies, allows, settled } = this;
    if (this.pending.length > 0) return this.askPending(request);
    if (denies !== undefined && denies.ask(request, NOTHING) === DENIED) return DENIED;
    return allows === undefined ? settled : allows.ask(request, settled);
  }

  /** An action that is asked for once does not pay for an index. */
  private askPending(request: AuthorizationRequest): Verdict {
    if (this.wasAsked) {
      this.makeIndexes();
      return this.ask(request);
    }
    this.wasAsked = true;
    let verdict = this.settled;
    for (const { rules } of this.pending) {
      for (const rule of rules) {
        const next = rule.ask(request);
        if (next > verdict) verdict = next;
        if (verdict === DENIED) return DENIED;
      }
    }
    return verdict;
  }

  private makeIndexes(): void {
    const rules = this.pending.flatMap((statement) => statement.rules);
    this.denies = indexOf(rules.filter((rule) => rule.isDeny));
    this.allows = indexOf(rules.filter((rule) => !rule.isDeny));
    this.pending = [];
  }
}

/** Without making them: a rule for each resource. */
function ruleCount(statements: readonly CompiledStatement[]): number {
  return statements.reduce((count, { source }) => count + (source.resource?.values.length ?? 1), 0);
}

function indexOf(rules: readonly StatementRule[]): RuleIndex | undefined {
  return rules.length === 0 ? undefined : new RuleIndex(rules);
}

/** Statements for everyone and everything settle an action: FullAWSAccess costs nothing. */
function settledBy(statements: readonly CompiledStatement[]): Verdict {
  let settled: Verdict = NOTHING;
  for (const { isSettled, isDeny } of statements) {
    if (isSettled && isDeny) return DENIED;
    if (isSettled) settled = ALLOWED;
  }
  return settled;
}

function canChange(settled: Verdict, { isDeny }: CompiledStatement): boolean {
  return settled === NOTHING || (settled === ALLOWED && isDeny);
}
