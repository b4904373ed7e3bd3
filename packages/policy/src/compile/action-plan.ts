import type { AuthorizationRequest } from "../decide/request.ts";
import type { CompiledStatement } from "./compiled-statement.ts";
import { RuleIndex } from "./rule-index.ts";
import { ALLOWED, DENIED, NOTHING, type Verdict } from "./verdict.ts";

/** What the policies of a set say about one action: what is settled for every request, and what has to be asked. */
export class ActionPlan {
  /** Every request is allowed. */
  readonly alwaysAllows: boolean;
  private readonly settled: Verdict;
  private index: RuleIndex | undefined;
  /** The statements to ask while there is no index. */
  private pending: readonly CompiledStatement[];
  private wasAsked = false;

  /** `statements` are those that match the action. */
  constructor(statements: readonly CompiledStatement[]) {
    this.settled = settledBy(statements);
    this.pending = statements.filter((statement) => canChange(this.settled, statement));
    this.alwaysAllows = this.settled === ALLOWED && this.pending.length === 0;
  }

  ask(request: AuthorizationRequest): Verdict {
    if (this.index !== undefined) return this.index.ask(request, this.settled);
    return this.pending.length === 0 ? this.settled : this.askPending(request);
  }

  /** An action that is asked for once does not pay for an index. */
  private askPending(request: AuthorizationRequest): Verdict {
    if (this.wasAsked) return this.makeIndex().ask(request, this.settled);
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

  private makeIndex(): RuleIndex {
    const index = new RuleIndex(this.pending.flatMap((statement) => statement.rules));
    this.index = index;
    this.pending = [];
    return index;
  }
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
