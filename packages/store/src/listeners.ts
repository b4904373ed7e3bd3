import type { Change, ChangeListener } from "./store.ts";

/** Who hears of changes, as every engine has them. */
export class Listeners {
  readonly #listeners = new Set<ChangeListener>();

  /** Returns the function that ends it. */
  add(listener: ChangeListener): () => void {
    // A function of its own for each subscription, so that the same listener may be given twice.
    const told: ChangeListener = (changes) => listener(changes);
    this.#listeners.add(told);
    return () => void this.#listeners.delete(told);
  }

  /**
   * A listener that throws has not forgotten what it should have forgotten, and nothing here can put that right: the
   * error is thrown where no one catches it, so that the process ends rather than decide on what it remembers.
   */
  tell(changes: readonly Change[] | "all"): void {
    if (changes.length === 0) return;
    for (const listener of this.#listeners) {
      try {
        listener(changes);
      } catch (error) {
        setImmediate(() => {
          throw error;
        });
      }
    }
  }
}
