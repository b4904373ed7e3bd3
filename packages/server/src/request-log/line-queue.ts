/** Where text goes: a terminal, a pipe, a file. */
export interface TextOutput {
  /**
   * Writes text as soon as it is taken, which may be never.
   * @throws Error where nobody takes any more
   */
  write(text: string): Promise<void>;
  close(): void;
}

interface LineQueueOptions {
  /** Called once there is something to write. */
  readonly openOutput: () => TextOutput;
  /** What is told of lines that were left out. */
  readonly leftOut: (count: number) => string;
  readonly most?: { readonly lines: number; readonly length: number };
}

/** Lines that wait for a terminal, and their length in UTF-16 code units. */
const MOST = { lines: 2_000, length: 1024 * 1024 };
/** Written at once: a pipe takes so much in one piece, where each character is a byte. */
const BATCH_LENGTH = 4_096;
/** What is still on its way at the end. */
const CLOSE_MS = 500;

/**
 * Lines on their way to who reads them. INVARIANT: nobody waits for them: past the bound lines are left out, and how many is told in their
 * place.
 */
export class LineQueue {
  readonly #options: LineQueueOptions;
  readonly #most: { readonly lines: number; readonly length: number };
  #lines: string[] = [];
  #length = 0;
  #leftOut = 0;
  #draining: Promise<void> | undefined;
  #output: TextOutput | undefined;
  #isOver = false;

  constructor(options: LineQueueOptions) {
    this.#options = options;
    this.#most = options.most ?? MOST;
  }

  /** Whether a further line would be left out: it need not be made then. */
  get isFull(): boolean {
    return this.#isOver || this.#lines.length >= this.#most.lines || this.#length >= this.#most.length;
  }

  add(line: string): void {
    if (this.#leftOut > 0 && !this.isFull) this.#tellLeftOut();
    this.#push(line);
    this.#draining ??= this.#drain();
  }

  /** One line less for who reads. */
  leaveOut(): void {
    if (!this.#isOver) this.#leftOut += 1;
  }

  /** Gives what waits a moment. */
  async close(): Promise<void> {
    if (this.#leftOut > 0) {
      this.#tellLeftOut();
      this.#draining ??= this.#drain();
    }
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, CLOSE_MS);
    });
    await Promise.race([this.#draining, late]);
    clearTimeout(timer);
    this.#isOver = true;
    this.#output?.close();
  }

  #tellLeftOut(): void {
    this.#push(this.#options.leftOut(this.#leftOut));
    this.#leftOut = 0;
  }

  #push(line: string): void {
    this.#lines.push(line);
    this.#length += line.length;
  }

  async #drain(): Promise<void> {
    // Those of one turn of the event loop go together.
    await Promise.resolve();
    try {
      while (this.#lines.length > 0 && !this.#isOver) {
        const batch = this.#takeBatch();
        this.#output ??= this.#options.openOutput();
        await this.#output.write(batch);
        if (this.#lines.length === 0 && this.#leftOut > 0) this.#tellLeftOut();
      }
    } catch {
      // Whoever read is gone: there is nobody to tell.
      this.#isOver = true;
      this.#lines = [];
      this.#length = 0;
    }
    this.#draining = undefined;
  }

  #takeBatch(): string {
    let count = 0;
    let length = 0;
    do {
      length += this.#lines[count]!.length;
      count += 1;
    } while (count < this.#lines.length && length + this.#lines[count]!.length <= BATCH_LENGTH);
    this.#length -= length;
    return this.#lines.splice(0, count).join("");
  }
}
