/** What a run found: counts, and what must not be. */
export class RunReport {
  readonly #counts = new Map<string, number>();
  readonly #violations: string[] = [];

  count(what: string, by = 1): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + by);
  }

  /** The largest that there was. */
  most(what: string, value: number): void {
    this.#counts.set(what, Math.max(this.#counts.get(what) ?? 0, value));
  }

  violate(rule: string, detail: string): void {
    this.count(`violations: ${rule}`);
    if (this.#violations.length < 50) this.#violations.push(`${rule}: ${detail}`);
  }

  get violations(): readonly string[] {
    return this.#violations;
  }

  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
