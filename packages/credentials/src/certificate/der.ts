/**
 * DER as X.509 has it, and nothing else: definite lengths in their shortest form, tags of one byte, no byte behind. Reading takes
 * time linear in what is read, and goes only as deep as it is told to.
 * https://www.itu.int/rec/T-REC-X.690
 */

/** What is not DER, or not what should stand there. */
export class DerError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "DerError";
  }
}

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** A tag of a value that its context tells. @param isConstructed whether it holds values */
export function contextTag(number: number, isConstructed: boolean): number {
  return (isConstructed ? 0xa0 : 0x80) | number;
}

export interface DerValue {
  readonly tag: number;
  readonly content: Buffer;
  /** Tag and length too. */
  readonly whole: Buffer;
}

/** Values one behind another. */
export class DerReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  /** The next value, of any tag. @throws DerError */
  any(): DerValue {
    const bytes = this.#bytes;
    const start = this.#at;
    const tag = bytes[start];
    if (tag === undefined || (tag & 0x1f) === 0x1f) throw new DerError("A tag was expected.");
    const first = bytes[start + 1] ?? 0xff;
    const size = first < 0x80 ? 0 : first & 0x7f;
    const from = start + 2 + size;
    const length = size === 0 ? first : longLength(bytes, start + 2, size);
    if (from + length > bytes.length) throw new DerError("A value is longer than what holds it.");
    this.#at = from + length;
    return { tag, content: bytes.subarray(from, this.#at), whole: bytes.subarray(start, this.#at) };
  }

  /** The next value, which must have this tag. @throws DerError */
  next(tag: number): DerValue {
    const value = this.any();
    if (value.tag !== tag) throw new DerError(`A value of tag ${tag} was expected, not of ${value.tag}.`);
    return value;
  }

  /** The next value, where it has this tag. @throws DerError */
  optional(tag: number): DerValue | undefined {
    return this.#bytes[this.#at] === tag ? this.any() : undefined;
  }

  /** A reader of what is in the next value, which must be a sequence. @throws DerError */
  sequence(): DerReader {
    return new DerReader(this.next(TAG.sequence).content);
  }

  /** @throws DerError where anything stands behind */
  end(): void {
    if (!this.isAtEnd) throw new DerError("More stands there than should.");
  }
}

const LENGTH_BYTES_MAX = 4;

function longLength(bytes: Buffer, at: number, size: number): number {
  if (size === 0 || size > LENGTH_BYTES_MAX || at + size > bytes.length)
    throw new DerError("A length is not in its shortest form.");
  const length = bytes.readUIntBE(at, size);
  if (length < 0x80 || bytes[at] === 0) throw new DerError("A length is not in its shortest form.");
  return length;
}

/** The one value that the bytes are, with nothing behind. @throws DerError */
export function readDerValue(bytes: Buffer, tag: number): DerValue {
  const reader = new DerReader(bytes);
  const value = reader.next(tag);
  reader.end();
  return value;
}

/** A number that is not negative, without leading zeros: `00` for zero. @throws DerError */
export function readNatural({ content }: DerValue): Buffer {
  const [first, second] = content;
  if (first === undefined || first >= 0x80) throw new DerError("A number should not be negative.");
  if (first !== 0 || second === undefined) return content;
  if (second < 0x80) throw new DerError("A number is not in its shortest form.");
  return content.subarray(1);
}

export function readBoolean({ content }: DerValue): boolean {
  const [value] = content;
  if (content.length !== 1 || (value !== 0 && value !== 0xff))
    throw new DerError("A truth value is neither.");
  return value === 0xff;
}

/** The bytes of a string of bits. @throws DerError where its last byte is not whole and `isWhole` */
export function readBits({ content }: DerValue, { isWhole }: { readonly isWhole: boolean }): Buffer {
  const [unused] = content;
  const isRight = unused !== undefined && unused < 8 && (unused === 0 || (content.length > 1 && !isWhole));
  if (!isRight) throw new DerError("A string of bits is not whole.");
  return content.subarray(1);
}

/** `2.5.29.15` @throws DerError */
export function readObjectIdentifier({ content }: DerValue): string {
  const parts: number[] = [];
  let part = 0;
  for (const byte of content) {
    if (part === 0 && byte === 0x80) throw new DerError("An object identifier is not in its shortest form.");
    part = part * 128 + (byte & 0x7f);
    if (part > Number.MAX_SAFE_INTEGER / 128) throw new DerError("An object identifier is too long.");
    if (byte >= 0x80) continue;
    parts.push(part);
    part = 0;
  }
  const [first, ...others] = parts;
  if (first === undefined || (content.at(-1) as number) >= 0x80)
    throw new DerError("An object identifier ends too early.");
  const root = Math.min(2, Math.floor(first / 40));
  return [root, first - 40 * root, ...others].join(".");
}
