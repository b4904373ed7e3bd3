/** DER, written for tests by hand, so that each value may be wrong in its own way. */

/** A value: its tag, its length, what is in it. */
export function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const bytes: number[] = [];
  for (let rest = content.length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  const length = content.length < 0x80 ? [content.length] : [0x80 | bytes.length, ...bytes];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

export function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, ...parts);
}

export function integer(value: number | bigint): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
  // One whose first bit is set would be negative.
  return tagged(0x02, (bytes[0] as number) < 0x80 ? bytes : Buffer.concat([Buffer.from([0]), bytes]));
}

export function identifier(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, "hex"));
}

/** A name that has a common name alone. */
export function name(commonName: string): Buffer {
  return nameOf([["550403", commonName]]);
}

/** A name of several attributes. @param attributes each an object identifier and a text */
export function nameOf(attributes: readonly (readonly [string, string])[]): Buffer {
  return sequence(
    ...attributes.map(([hex, text]) =>
      tagged(0x31, sequence(identifier(hex), tagged(0x0c, Buffer.from(text, "utf8")))),
    ),
  );
}

export function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]|\.\d+/g, "");
  return tagged(0x18, Buffer.from(digits, "latin1"));
}

export function pemOf(label: string, der: Buffer): string {
  const lines = der.toString("base64").replace(/.{1,64}/g, "$&\n");
  return `-----BEGIN ${label}-----\n${lines}-----END ${label}-----\n`;
}
