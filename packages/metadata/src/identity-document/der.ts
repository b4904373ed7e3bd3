/** Values of DER, as far as certificates and PKCS#7 need them (ITU-T X.690). */

/** A value: its tag, its length, what is in it. */
export function tagged(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts);
  const bytes: number[] = [];
  for (let rest = content.length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  const length = content.length < 0x80 ? [content.length] : [0x80 | bytes.length, ...bytes];
  return Buffer.concat([Uint8Array.of(tag, ...length), content]);
}

export function sequence(...parts: readonly Uint8Array[]): Uint8Array {
  return tagged(0x30, ...parts);
}

/** A SET OF: its members stand in the order of their bytes. */
export function setOf(...parts: readonly Uint8Array[]): Uint8Array {
  return tagged(0x31, ...parts.toSorted(Buffer.compare));
}

/** @param bytes of a number that is not negative, the highest first */
export function integer(bytes: Uint8Array): Uint8Array {
  const isNegative = (bytes[0] ?? 0) >= 0x80;
  return tagged(0x02, isNegative ? Buffer.concat([Uint8Array.of(0), bytes]) : bytes);
}

/** @param hex of what stands behind tag and length */
export function identifier(hex: string): Uint8Array {
  return tagged(0x06, Buffer.from(hex, "hex"));
}

export function octets(bytes: Uint8Array): Uint8Array {
  return tagged(0x04, bytes);
}

export const NULL = tagged(0x05);

/** Times from 2050 on have another form than those before (RFC 5280, section 4.1.2.5). */
export function time(timeMs: number): Uint8Array {
  const digits = `${new Date(timeMs).toISOString().replaceAll(/[-:T]|\.\d+Z$/g, "")}Z`;
  return Number(digits.slice(0, 4)) < 2050
    ? tagged(0x17, Buffer.from(digits.slice(2), "latin1"))
    : tagged(0x18, Buffer.from(digits, "latin1"));
}
