import type { AuthorizationRequest } from "../decide/request.ts";
import type { CompiledStatement, StatementRule } from "./compiled-statement.ts";
import { LIST_LENGTH_MAX, RuleBucket } from "./rule-bucket.ts";
import { RuleIndex } from "./rule-index.ts";
import { ALLOWED, DENIED, NOTHING, type Verdict } from "./verdict.ts";

/** What the policies of a set say about one action: what is settled for every request, and what has to be asked. */
export class ActionPlan {
  private readonly settled: Verdict;
  private index: RuleIndex | undefined;
  /** The rules to ask while there is no index. */
  private pending: readonly StatementRule[];
  private wasAsked = false;

  /** `statements` are those that match the action. */
  constructor(statements: readonly CompiledStatement[]) {
    this.settled = settledBy(statements);
    this.pending = unsettled(statements, this.settled).flatMap((statement) => statement.rules);
    if (this.pending.length > 0 && this.pending.length <= LIST_LENGTH_MAX) this.makeIndex();
  }

  ask(request: AuthorizationRequest): Verdict {
    if (this.index !== undefined) return this.index.ask(request, this.settled);
    return this.pending.length === 0 ? this.settled : this.askPending(request);
  }

  /** An action that is asked for once does not pay for an index. */
  private askPending(request: AuthorizationRequest): Verdict {
    if (this.wasAsked) return this.makeIndex().ask(request, this.settled);
    this.wasAsked = true;
    return RuleBucket.list(this.pending).ask(request, this.settled);
  }

  private makeIndex(): RuleIndex {
    const index = new RuleIndex(this.pending);
    this.index = index;
    this.pending = [];
    return index;
  }
}

/** Statements for everyone and everything settle an action: FullAWSAccess costs nothing. */
function settledBy(statements: readonly CompiledStatement[]): Verdict {
  const settling = statements.filter((statement) => statement.isSettled);
  if (settling.some((statement) => statement.isDeny)) return DENIED;
  return settling.length > 0 ? ALLOWED : NOTHING;
}

/** The statements that can still change the verdict. */
function unsettled(statements: readonly CompiledStatement[], settled: Verdict): readonly CompiledStatement[] {
  if (settled === DENIED) return [];
  return settled === ALLOWED ? statements.filter((statement) => statement.isDeny) : statements;
}
