import { type ActionMatcher, serviceOf } from "./action-matcher.ts";
import type { CompiledPolicy } from "./compile-policy.ts";
import type { CompiledStatement } from "./compiled-statement.ts";
import { groupBy } from "./group-by.ts";

/** Statements whose Action or NotAction reads alike: an action is compared with it once for all of them. */
interface ActionGroup {
  readonly actions: ActionMatcher;
  readonly statements: readonly CompiledStatement[];
}

/** Up to so many statements are compared one by one: to sort them would cost more. */
const LIST_LENGTH_MAX = 8;

/** Finds the statements about an action among those of many policies. */
export class StatementFinder {
  private readonly policies: readonly CompiledPolicy[];
  /** For services that a policy names, each from when it is first asked for: their number is the policies', not the requests'. */
  private readonly byService = new Map<string, readonly ActionGroup[]>();
  /** For all other services. */
  private spanning: readonly ActionGroup[] | undefined;

  constructor(policies: readonly CompiledPolicy[]) {
    this.policies = policies;
  }

  /** `action` in lower case. */
  find(action: string): readonly CompiledStatement[] {
    const service = serviceOf(action);
    const found: CompiledStatement[] = [];
    for (const { actions, statements } of this.groupsFor(service)) {
      if (!actions.matches(action, service)) continue;
      for (const statement of statements) found.push(statement);
    }
    return found;
  }

  private groupsFor(service: string): readonly ActionGroup[] {
    const known = this.byService.get(service);
    if (known !== undefined) return known;
    const named = this.policies.flatMap(({ byService }) => byService.get(service) ?? []);
    if (named.length === 0) {
      this.spanning ??= groupByActions(this.spanningStatements());
      return this.spanning;
    }
    const groups = groupByActions([...named, ...this.spanningStatements()]);
    this.byService.set(service, groups);
    return groups;
  }

  private spanningStatements(): readonly CompiledStatement[] {
    return this.policies.flatMap(({ spanning }) => spanning);
  }
}

function groupByActions(statements: readonly CompiledStatement[]): readonly ActionGroup[] {
  if (statements.length <= LIST_LENGTH_MAX)
    return statements.map((statement) => ({ actions: statement.actions, statements: [statement] }));
  const groups = groupBy(statements, ({ source: { action } }) =>
    JSON.stringify([action.negated, action.values]),
  );
  return Array.from(groups.values(), (alike) => ({ actions: alike[0]!.actions, statements: alike }));
}
