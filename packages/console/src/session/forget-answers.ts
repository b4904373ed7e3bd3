import type { QueryClient } from "@tanstack/react-query";
import { flushSync } from "react-dom";

/**
 * Somebody is another now: the page is left, and what was read as who they were is forgotten before anything is painted. What stays is
 * asked anew, which `clear` would not do: it would go on showing what the other may see. What is left asks nothing more.
 */
export function forgetAnswers(queries: QueryClient, leave: () => void): void {
  flushSync(leave);
  void queries.resetQueries();
}
