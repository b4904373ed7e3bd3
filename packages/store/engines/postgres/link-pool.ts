import type { Link } from "./link.ts";

/** Connections that are lent, to whoever has waited longest. */
export class LinkPool {
  readonly #free: Link[];
  readonly #waiting: ((link: Link) => void)[] = [];

  constructor(links: readonly Link[]) {
    this.#free = [...links];
  }

  async lend<Result>(use: (link: Link) => Promise<Result>): Promise<Result> {
    const link = this.#free.pop() ?? (await new Promise<Link>((resolve) => this.#waiting.push(resolve)));
    try {
      return await use(link);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free.push(link);
      else next(link);
    }
  }
}
