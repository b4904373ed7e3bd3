import type { LoadProgress } from "./table-rows.ts";

/** Counts rows by table, and tells of it. */
export class RowCount {
  readonly #rows = new Map<string, number>();
  readonly #tell: LoadProgress | undefined;

  constructor(tell: LoadProgress | undefined) {
    this.#tell = tell;
  }

  add(table: string, rows: number): void {
    const total = (this.#rows.get(table) ?? 0) + rows;
    this.#rows.set(table, total);
    this.#tell?.(table, total);
  }

  get rows(): ReadonlyMap<string, number> {
    return this.#rows;
  }
}
