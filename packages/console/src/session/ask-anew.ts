import type { Query, QueryClient } from "@tanstack/react-query";

/** The `meta` of a question that is asked of each row of a table. */
export const OF_ROW = { isOfRow: true } as const;

/** Begins the key of what steps were made of: it stays while they run. */
export const PLANNED = "planned";

/** Behind the render in which something goes, so that what goes too is not asked. */
export const BEHIND_MS = 100;

/**
 * Asks anew all that is shown, after something was changed: first the lists, then what is asked of the rows that they still have. A
 * question after what was just deleted would be refused, and would stand in the log as a denial.
 */
export async function askAnew(queries: QueryClient, { keepsPlans = false } = {}): Promise<void> {
  const isKept = ({ queryKey }: Query) => keepsPlans && queryKey[0] === PLANNED;
  await queries.invalidateQueries({ predicate: (query) => !isOfRow(query) && !isKept(query) });
  if (queries.getQueryCache().findAll({ type: "active", predicate: isOfRow }).length > 0) {
    await new Promise((resolve) => setTimeout(resolve, BEHIND_MS));
  }
  await queries.invalidateQueries({ predicate: isOfRow });
}

function isOfRow({ meta }: Query): boolean {
  return meta?.isOfRow === true;
}
