import type { ManagedPolicyCatalog } from "@rolecall/managed-policies";
import { createPolicyLibrary, STORED_LIMITS } from "../cache/policy-library.ts";
import { createGuardrails } from "../guardrails/guardrails.ts";
import type { Directory } from "./directory.ts";
import { loadPrincipals } from "./load-principals.ts";

/** What of a directory tells who may do what. */
export type PolicyReader = Pick<Directory, "account" | "principals">;

/** For who reads a store once, and has no keys to it. INVARIANT: of one transaction alone: it hears of no changes. */
export function createPolicyReader(managedPolicies: ManagedPolicyCatalog): PolicyReader {
  const library = createPolicyLibrary(STORED_LIMITS);
  const guardrails = createGuardrails(library);
  return {
    account: (tx, id) => guardrails.account(tx, id),
    principals: (tx, accountIds) => loadPrincipals(tx, accountIds, { library, managedPolicies }),
  };
}
