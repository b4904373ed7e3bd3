import {
  type CompiledPolicy,
  type CompiledPolicySet,
  compilePolicy,
  type Policy,
  type PolicyKind,
  PolicySetCache,
  parsePolicy,
} from "@rolecall/policy";

/** How much a library keeps. Principals share documents and sets, so that this bounds documents and not principals. */
export interface LibraryLimits {
  readonly documents: number;
  readonly sets: number;
}

/** For documents that the store holds: quotas bound how many there can be. */
export const STORED_LIMITS: LibraryLimits = { documents: 20_000, sets: 16_384 };
/** For session policies: whoever may assume a role can make as many as it likes, so that few are kept. */
export const SESSION_LIMITS: LibraryLimits = { documents: 2_000, sets: 2_000 };

/** Compiles each document once and shares it between all who have it. */
export interface PolicyLibrary {
  /**
   * @param text a document that was checked when it was saved.
   * @throws Error where it does not parse: leaving out a policy that may deny would be a bypass.
   */
  compile(text: string, kind: PolicyKind): CompiledPolicy;
  /** The same policies give the same set. */
  setOf(policies: readonly CompiledPolicy[]): CompiledPolicySet;
  clear(): void;
}

export function createPolicyLibrary(limits: LibraryLimits): PolicyLibrary {
  const documents = new Map<string, CompiledPolicy>();
  let sets = new PolicySetCache({ maxSets: limits.sets });
  return {
    compile(text, kind) {
      const known = documents.get(text);
      if (known !== undefined) return known;
      const compiled = compilePolicy(parseSaved(text, kind));
      if (documents.size >= limits.documents) documents.delete(documents.keys().next().value ?? text);
      documents.set(text, compiled);
      return compiled;
    },
    setOf: (policies) => sets.intern(policies),
    clear() {
      documents.clear();
      sets = new PolicySetCache({ maxSets: limits.sets });
    },
  };
}

/** Reads a document that the store holds. @throws Error where it is not a policy of the kind: a bug or a damaged store. */
export function parseSaved(text: string, kind: PolicyKind): Policy {
  const parsed = parsePolicy(text, kind);
  if (parsed.ok) return parsed.policy;
  throw new Error(`A saved ${kind} policy does not parse: ${parsed.findings[0]?.message ?? "no finding"}`);
}
