import { formatSeedPath, type SeedPath } from "../seed-path.ts";
import type { SeedFileText } from "../seed-text.ts";
import { Origins } from "./origins.ts";

type Entries = Map<string, unknown>;

/** An account that was met, in whichever file. */
interface Met {
  readonly entries: Entries;
  readonly source: SeedFileText;
}

/**
 * Several files as one seed: lists stand behind one another, and so do those of an account that several files name. Whatever else two files say is a mistake of
 * one of them. Each value keeps the place that it came from.
 * @throws SeedError that names both places
 */
export function mergeSources(sources: readonly [SeedFileText, ...SeedFileText[]]): SeedFileText {
  const [first] = sources;
  if (sources.length === 1) return withoutInclude(first);
  const merging = new Merging(first);
  for (const source of sources) merging.add(source);
  return merging.text;
}

function withoutInclude(source: SeedFileText): SeedFileText {
  const { value } = source;
  if (!isRecord(value) || !Object.hasOwn(value, "include")) return source;
  return { ...source, value: Object.fromEntries(Object.entries(value).filter(([key]) => key !== "include")) };
}

class Merging {
  readonly #top: Entries = new Map();
  readonly #origins: Origins;
  readonly #accounts = new Map<string, Met & { readonly index: number }>();

  constructor(first: SeedFileText) {
    this.#origins = new Origins(first);
  }

  get text(): SeedFileText {
    const origins = this.#origins;
    return {
      value: plain(this.#top),
      folderOf: (path) => origins.find(path).source.folderOf(origins.find(path).path),
      fail(path, message, offset) {
        const found = origins.find(path);
        return found.source.fail(found.path, message, offset);
      },
      placeOf(path) {
        const found = origins.find(path);
        return found.source.placeOf(found.path);
      },
      describe(path) {
        const found = origins.find(path);
        return `${formatSeedPath(found.path)} in ${found.source.placeOf(found.path)}`;
      },
    };
  }

  add(source: SeedFileText): void {
    if (!isRecord(source.value)) throw source.fail([], "must be an object, as a seed is");
    for (const [key, value] of Object.entries(source.value)) {
      if (key === "include") continue;
      if (key === "accounts" && Array.isArray(value)) this.#addAccounts(source, value);
      else this.#addMember({ entries: this.#top, source }, { key, value, at: [], from: [] });
    }
  }

  #addAccounts(source: SeedFileText, accounts: readonly unknown[]): void {
    const list = this.#listOf("accounts");
    for (const [index, account] of accounts.entries()) {
      const from = ["accounts", index];
      const id = isRecord(account) ? account.id : undefined;
      const known = typeof id === "string" ? this.#accounts.get(id) : undefined;
      // Twice in one file is a mistake, as ever.
      if (known !== undefined && known.source !== source && isRecord(account)) {
        for (const [key, value] of Object.entries(account))
          if (key !== "id")
            this.#addMember(
              { entries: known.entries, source },
              { key, value, at: ["accounts", known.index], from },
            );
        continue;
      }
      const entries: Entries = new Map(isRecord(account) ? Object.entries(account) : []);
      this.#origins.set(["accounts", list.length], { source, path: from });
      if (typeof id === "string" && known === undefined)
        this.#accounts.set(id, { entries, source, index: list.length });
      list.push(isRecord(account) ? entries : account);
    }
  }

  #listOf(key: string): unknown[] {
    const known = this.#top.get(key);
    if (Array.isArray(known)) return known;
    const list: unknown[] = [];
    this.#top.set(key, list);
    return list;
  }

  /** @param at where it is to be, and `from` where it stands in its own file, both without the key */
  #addMember(
    { entries, source }: Met,
    {
      key,
      value,
      at,
      from,
    }: { readonly key: string; readonly value: unknown; readonly at: SeedPath; readonly from: SeedPath },
  ): void {
    const known = entries.get(key);
    if (!entries.has(key)) {
      this.#origins.set([...at, key], { source, path: [...from, key] });
      entries.set(key, Array.isArray(value) ? [...value] : value);
      return;
    }
    if (!Array.isArray(known) || !Array.isArray(value)) {
      const { source: other, path } = this.#origins.find([...at, key]);
      throw source.fail([...from, key], `this stands in ${other.placeOf(path)} already: one file says it`);
    }
    for (const [index, item] of value.entries()) {
      this.#origins.set([...at, key, known.length], { source, path: [...from, key, index] });
      known.push(item);
    }
  }
}

/** As YAML made it: accounts are entries until all is known. */
function plain(entries: Entries): unknown {
  return Object.fromEntries(
    [...entries].map(([key, value]) => [
      key,
      Array.isArray(value)
        ? value.map((item: unknown) => (item instanceof Map ? Object.fromEntries(item) : item))
        : value,
    ]),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Map);
}
