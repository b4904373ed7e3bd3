import type { SeedPath } from "../seed-path.ts";
import type { SeedFileText } from "../seed-text.ts";

/** Where a value of a seed stands: in which file, and under which path of it. */
export interface Origin {
  readonly source: SeedFileText;
  readonly path: SeedPath;
}

/** Where each part of a merged seed came from. What nobody said of a part is what was said of what it stands in. */
export class Origins {
  readonly #first: SeedFileText;
  readonly #known = new Map<string, Origin>();

  constructor(first: SeedFileText) {
    this.#first = first;
  }

  set(path: SeedPath, origin: Origin): void {
    this.#known.set(JSON.stringify(path), origin);
  }

  find(path: SeedPath): Origin {
    for (let length = path.length; length > 0; length -= 1) {
      const known = this.#known.get(JSON.stringify(path.slice(0, length)));
      if (known !== undefined) return { source: known.source, path: [...known.path, ...path.slice(length)] };
    }
    return { source: this.#first, path };
  }
}
