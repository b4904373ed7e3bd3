/** How long who was turned away waits for its answer. */
const WAIT_MS = 500;
/** What is held of them is in no other books. */
const WAITING_MAX = 512;

/**
 * Who is turned away because others hold too much, or holds too much itself. Told at once, it would be back at once, and
 * opening a connection costs more than what is sent on it.
 */
export class Crowd {
  #waiting = 0;

  /** False, at once, where so many wait already that one more is to be dropped without a word. */
  async wait(): Promise<boolean> {
    if (this.#waiting >= WAITING_MAX) return false;
    this.#waiting += 1;
    await new Promise<void>((resolve) => void setTimeout(resolve, WAIT_MS).unref());
    this.#waiting -= 1;
    return true;
  }
}
