import type { Passage } from "../pipeline/passage.ts";
import { quote } from "./quote.ts";

/**
 * The columns that a search of tables read, as JSON: they stand for operations that would each have left an event of their own.
 * Undefined where nothing was searched.
 */
export function columnsRead({ operation, outcome }: Passage): string | undefined {
  if (outcome.failure !== undefined || !isSearchOutput(outcome.output)) return undefined;
  const isSearch = operation?.output?.kind === "structure" && operation.name.startsWith("Search");
  return isSearch ? `[${outcome.output.Columns.map(quote).join()}]` : undefined;
}

function isSearchOutput(output: unknown): output is { readonly Columns: readonly string[] } {
  return (
    typeof output === "object" && output !== null && "UnreadableColumns" in output && "Columns" in output
  );
}
