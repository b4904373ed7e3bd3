import { limits } from "../limits.ts";

const encoded = /[%+]/;
/** `Tags.member.01` is `Tags.member.1` (recorded). */
const leadingZeros = /\.0+(?=\d)/g;
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The parameters of an AWS Query request. Of a name that comes twice, the first value counts (recorded of STS). */
export class QueryParameters {
  readonly #values: ReadonlyMap<string, string>;
  /** Made when it is first asked for: most requests have no dotted names. */
  #nesting: Nesting | undefined;

  private constructor(values: ReadonlyMap<string, string>) {
    this.#values = values;
  }

  /**
   * Reads a query string and a form body; where both have a name, the body's value counts. Gives "malformed" for broken
   * percent-encoding or text that is no UTF-8, "tooMany" beyond the limit.
   */
  static parse(rawQuery: string, form: Uint8Array | undefined): QueryParameters | "malformed" | "tooMany" {
    const formText = form === undefined ? "" : decodeUtf8(form);
    if (formText === undefined) return "malformed";
    const values = new Map<string, string>();
    for (const text of [formText, rawQuery]) {
      const problem = addParameters(values, text);
      if (problem !== undefined) return problem;
    }
    return new QueryParameters(values);
  }

  get(name: string): string | undefined {
    return this.#values.get(name);
  }

  /** Whether the name has a value or there are names below it. */
  has(name: string): boolean {
    return this.#values.has(name) || this.hasBelow(name);
  }

  /** Whether there are names that begin with this one and a dot. */
  hasBelow(name: string): boolean {
    this.#nesting ??= nestingOf(this.#values.keys());
    return this.#nesting.has(name);
  }

  /** What stands behind `name.` and before the next dot, each once, where the name ends in `member` or `entry`. */
  segmentsBelow(name: string): Iterable<string> {
    this.#nesting ??= nestingOf(this.#values.keys());
    return this.#nesting.get(name) ?? [];
  }
}

function addParameters(values: Map<string, string>, text: string): "malformed" | "tooMany" | undefined {
  let count = 0;
  for (let start = 0; start < text.length; ) {
    const ampersand = text.indexOf("&", start);
    const end = ampersand < 0 ? text.length : ampersand;
    if (end > start) {
      if (++count > limits.parameters) return "tooMany";
      const equals = text.indexOf("=", start);
      const nameEnd = equals < 0 || equals > end ? end : equals;
      const name = decode(text.slice(start, nameEnd));
      const value = decode(text.slice(nameEnd + 1, end));
      if (name === undefined || value === undefined) return "malformed";
      const canonical = name.includes(".0") ? name.replace(leadingZeros, ".") : name;
      if (!values.has(canonical)) values.set(canonical, value);
    }
    start = end + 1;
  }
  return undefined;
}

/** Undefined for broken percent-encoding, and for bytes that are no UTF-8. Most names and values are plain. */
function decode(text: string): string | undefined {
  if (!encoded.test(text)) return text;
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return undefined;
  }
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** By the name before each dot; of lists and maps, the segments that come behind it. */
type Nesting = ReadonlyMap<string, ReadonlySet<string> | undefined>;

const container = /(?:^|\.)(?:member|entry)$/;

/** Deeper names than the limit have no member in any contract. */
function nestingOf(names: Iterable<string>): Nesting {
  const nesting = new Map<string, Set<string> | undefined>();
  for (const name of names) {
    let dot = name.indexOf(".");
    for (let depth = 0; dot >= 0 && depth < limits.nameDepth; depth++) {
      const next = name.indexOf(".", dot + 1);
      const parent = name.slice(0, dot);
      if (!nesting.has(parent)) nesting.set(parent, container.test(parent) ? new Set() : undefined);
      nesting.get(parent)?.add(name.slice(dot + 1, next < 0 ? undefined : next));
      dot = next;
    }
  }
  return nesting;
}
