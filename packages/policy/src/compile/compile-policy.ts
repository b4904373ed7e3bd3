import type { Policy } from "../document/policy.ts";
import { CompiledStatement } from "./compiled-statement.ts";

/** A policy in the form in which it is asked. It can be part of any number of sets. */
export interface CompiledPolicy {
  readonly policy: Policy;
  readonly statements: readonly CompiledStatement[];
  /** The statements whose values name a service, by its lower-case name. */
  readonly byService: ReadonlyMap<string, readonly CompiledStatement[]>;
  /** The statements that may be about any service; they are not in `byService`. */
  readonly spanning: readonly CompiledStatement[];
}

/**
 * Compiles a checked policy, once for all principals that have it.
 * @throws TypeError where the policy was not checked and names an unknown condition operator.
 */
export function compilePolicy(policy: Policy): CompiledPolicy {
  const statements = policy.statements.map((statement) => new CompiledStatement(statement, policy));
  const byService = new Map<string, CompiledStatement[]>();
  const spanning: CompiledStatement[] = [];
  for (const statement of statements) {
    if (statement.actions.spansServices) {
      spanning.push(statement);
      continue;
    }
    for (const service of statement.actions.services) {
      const known = byService.get(service);
      if (known === undefined) byService.set(service, [statement]);
      else known.push(statement);
    }
  }
  return { policy, statements, byService, spanning };
}
