import type { Policy, Statement } from "../document/policy.ts";
import { hasVariables, listVariableNames } from "./template.ts";

/** What of a document speaks of condition keys. */
export interface SpeaksOfKeys extends Pick<Policy, "version"> {
  readonly statements: readonly Pick<Statement, "resource" | "conditions">[];
}

/**
 * The condition keys of which a policy speaks, each spelling once, in the order in which they stand: the keys of conditions, and the
 * variables in resources and in the values of conditions, where the version has variables.
 * Source: IAM API Reference, GetContextKeysForCustomPolicy; recorded on AWS in September 2026.
 */
export function contextKeys({ version, statements }: SpeaksOfKeys): readonly string[] {
  const variablesOf = hasVariables(version) ? listVariableNames : () => [];
  const keys = new Set<string>();
  for (const { resource, conditions } of statements) {
    for (const value of resource?.values ?? []) for (const name of variablesOf(value)) keys.add(name);
    for (const { key, values } of conditions) {
      keys.add(key);
      for (const value of values) for (const name of variablesOf(value)) keys.add(name);
    }
  }
  return [...keys];
}
