import type { SqlSession } from "./session.ts";
import type { Statement } from "./statement.ts";

/** What a statement counts. Engines answer it as a number or as its digits. */
export async function countRows<Parameters extends object>(
  session: SqlSession,
  statement: Statement<Parameters, { readonly count: number | bigint | string }>,
  parameters: Parameters,
): Promise<number> {
  return Number((await session.first(statement, parameters))?.count ?? 0);
}
