import type { QueryClient } from "@tanstack/react-query";

/**
 * Somebody is another now: what was read as who they were is forgotten, and what is shown is asked anew. A page that stays is
 * told, which `clear` would not do: it would go on showing what the other may see.
 */
export function forgetAnswers(queries: QueryClient): void {
  void queries.resetQueries();
}
