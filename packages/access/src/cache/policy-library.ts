import { createBoundedCache } from "@rolecall/bounded-cache";
import {
  type CompiledPolicy,
  type CompiledPolicySet,
  compilePolicy,
  type Policy,
  type PolicyKind,
  type PolicyLevels,
  PolicySetCache,
  parsePolicy,
} from "@rolecall/policy";

/** How much a library keeps. Principals share documents and sets, so that this bounds documents and not principals. */
export interface LibraryLimits {
  readonly documents: number;
  /** Of the documents with what was compiled from them. */
  readonly bytes: number;
  /** A set is a list, until it is asked. */
  readonly sets: number;
  /** Of what sets work out for the actions that they are asked about: of all of them together. */
  readonly planBytes: number;
}

const MEBIBYTE = 1024 * 1024;

/** For documents that the store holds. One that a cached principal has lives on for as long as that one is kept. */
export const STORED_LIMITS: LibraryLimits = {
  documents: 20_000,
  bytes: 128 * MEBIBYTE,
  sets: 16_384,
  planBytes: 64 * MEBIBYTE,
};
/** For session policies: whoever may assume a role can make as many as it likes, so that few are kept. */
export const SESSION_LIMITS: LibraryLimits = {
  documents: 2_000,
  bytes: 32 * MEBIBYTE,
  sets: 2_000,
  planBytes: 16 * MEBIBYTE,
};

const DOCUMENT_BYTES = 1_000;
/**
 * Once it was asked. Measured: 5 for AWS's managed policies, 16 for many short statements, 25 once these were asked, or one with
 * hundreds of resources.
 */
const BYTES_PER_CHARACTER = 26;

/** About how much memory a document takes, text and compiled form. */
export function documentBytes(text: string): number {
  return DOCUMENT_BYTES + BYTES_PER_CHARACTER * text.length;
}

/** Compiles each document once and shares it between all who have it. */
export interface PolicyLibrary {
  /**
   * @param text a document that was checked when it was saved.
   * @throws Error where it does not parse: leaving out a policy that may deny would be a bypass.
   */
  compile(text: string, kind: PolicyKind): CompiledPolicy;
  /** The same policies give the same set. */
  setOf(policies: readonly CompiledPolicy[]): CompiledPolicySet;
  /** The same sets, each of which must allow, give the same levels. */
  levelsOf(sets: readonly CompiledPolicySet[]): PolicyLevels;
  clear(): void;
  /** About how much memory the documents take. */
  readonly bytes: number;
  /** And what sets have worked out. */
  readonly planBytes: number;
}

export function createPolicyLibrary(limits: LibraryLimits): PolicyLibrary {
  const newDocuments = () =>
    createBoundedCache<CompiledPolicy>({
      entries: limits.documents,
      weight: { maxBytes: limits.bytes, bytesOf: documentBytes },
    });
  let documents = newDocuments();
  const newSets = () => new PolicySetCache({ maxSets: limits.sets, maxPlanBytes: limits.planBytes });
  let sets = newSets();
  return {
    compile(text, kind) {
      const known = documents.get(text);
      if (known !== undefined) return known;
      const compiled = compileDocument(text, parseSaved(text, kind));
      documents.set(text, compiled);
      return compiled;
    },
    setOf: (policies) => sets.intern(policies),
    levelsOf: (levels) => sets.internLevels(levels),
    clear() {
      documents = newDocuments();
      sets = newSets();
    },
    get bytes() {
      return documents.bytes;
    },
    get planBytes() {
      return sets.planBytes;
    },
  };
}

/** What each policy was written as, exactly as long as there is its compiled form. */
const texts = new WeakMap<CompiledPolicy, string>();

/** Compiles a policy so that `documentOf` knows what it was written as. */
export function compileDocument(text: string, policy: Policy): CompiledPolicy {
  const compiled = compilePolicy(policy);
  texts.set(compiled, text);
  return compiled;
}

/** The JSON text of a policy that was compiled here; undefined for one that nobody wrote. */
export function documentOf(policy: CompiledPolicy): string | undefined {
  return texts.get(policy);
}

/** Reads a document that the store holds. @throws Error where it is not a policy of the kind: a bug or a damaged store. */
export function parseSaved(text: string, kind: PolicyKind): Policy {
  const parsed = parsePolicy(text, kind);
  if (parsed.ok) return parsed.policy;
  throw new Error(`A saved ${kind} policy does not parse: ${parsed.findings[0]?.message ?? "no finding"}`);
}
