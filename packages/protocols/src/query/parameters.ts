import { limits } from "../limits.ts";
import { ParameterNode } from "./parameter-tree.ts";
import { decodeUri, isUriEncoded } from "./uri-encoding.ts";

/** `Tags.member.01` is `Tags.member.1` (recorded). */
const leadingZeros = /\.0+(?=\d)/g;
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * The parameters of an AWS Query request. Of a name that comes twice, the first value counts (recorded of STS). They are read
 * twice: for the operation before anybody has proved who sent them, which decodes next to nothing, and for its input.
 */
export class QueryParameters {
  /** A form body, then a query string: where both have a name, the body's value counts. */
  readonly #texts: readonly string[];

  private constructor(texts: readonly string[]) {
    this.#texts = texts;
  }

  /**
   * Takes a query string and a form body. Gives "malformed" for broken percent-encoding or text that is no UTF-8, "tooMany"
   * beyond the limit.
   */
  static parse(rawQuery: string, form: Uint8Array | undefined): QueryParameters | "malformed" | "tooMany" {
    const formText = form === undefined ? "" : decodeUtf8(form);
    if (formText === undefined || !isUriEncoded(formText) || !isUriEncoded(rawQuery)) return "malformed";
    const texts = [formText, rawQuery];
    return isTooMany(texts) ? "tooMany" : new QueryParameters(texts);
  }

  /** The value of one name, looked for from the start. */
  get(name: string): string | undefined {
    let found: string | undefined;
    for (const text of this.#texts) {
      eachParameter(text, (each, rawValue) => {
        if (each === name) found = rawValue;
        return found === undefined;
      });
      if (found !== undefined) return decodeUri(found);
    }
    return undefined;
  }

  /** All of them by their names' segments. */
  tree(): ParameterNode {
    const root = ParameterNode.root();
    for (const text of this.#texts) {
      eachParameter(text, (name, rawValue) => {
        root.add(name, rawValue);
        return true;
      });
    }
    return root;
  }
}

function isTooMany(texts: readonly string[]): boolean {
  // So few characters cannot be more parameters.
  const length = texts.reduce((total, text) => total + text.length, 0);
  if (length <= limits.parameters) return false;
  let count = 0;
  for (const text of texts) {
    for (let start = 0; start < text.length; ) {
      const end = endOf(text, start);
      if (end > start && ++count > limits.parameters) return true;
      start = end + 1;
    }
  }
  return false;
}

/** Hands over name and undecoded value of each parameter, for as long as the answer is yes. */
function eachParameter(text: string, take: (name: string, rawValue: string) => boolean): void {
  for (let start = 0; start < text.length; ) {
    const end = endOf(text, start);
    if (end > start) {
      const equals = text.indexOf("=", start);
      const nameEnd = equals < 0 || equals > end ? end : equals;
      if (!take(readName(text.slice(start, nameEnd)), text.slice(nameEnd + 1, end))) return;
    }
    start = end + 1;
  }
}

function endOf(text: string, start: number): number {
  const ampersand = text.indexOf("&", start);
  return ampersand < 0 ? text.length : ampersand;
}

function readName(text: string): string {
  const name = decodeUri(text);
  return name.includes(".0") ? name.replace(leadingZeros, ".") : name;
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}
