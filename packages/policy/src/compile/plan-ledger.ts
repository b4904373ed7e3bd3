/** Has worked out something for actions, and can do so once more. */
export interface PlanKeeper {
  forgetPlans(): void;
}

/**
 * Counts what many sets have worked out for the actions that they were asked about. Where that is too much, all of them forget
 * it, and work it out again as they are asked: for each plan that was made, forgetting it costs a constant.
 */
export class PlanLedger {
  private readonly maxBytes: number;
  private readonly keepers: WeakRef<PlanKeeper>[] = [];
  private noted = new WeakSet<PlanKeeper>();
  private total = 0;

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes;
  }

  /** About how much memory plans take; those of sets that are gone are counted until all are forgotten. */
  get bytes(): number {
    return this.total;
  }

  note(keeper: PlanKeeper, bytes: number): void {
    if (this.total + bytes > this.maxBytes) this.forget();
    this.total += bytes;
    if (this.noted.has(keeper)) return;
    this.noted.add(keeper);
    this.keepers.push(new WeakRef(keeper));
  }

  private forget(): void {
    for (const keeper of this.keepers.splice(0)) keeper.deref()?.forgetPlans();
    this.noted = new WeakSet();
    this.total = 0;
  }
}
