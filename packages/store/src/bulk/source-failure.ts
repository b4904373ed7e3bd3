import type { TableRows } from "./table-rows.ts";

/** What the source of rows threw, told apart from what the store says to them. */
export class SourceFailure extends Error {
  override readonly name = "SourceFailure";
}

export async function* watchSource(batches: AsyncIterable<TableRows>): AsyncGenerator<TableRows, void, void> {
  try {
    yield* batches;
  } catch (error) {
    throw new SourceFailure("the source of rows broke off", { cause: error });
  }
}
