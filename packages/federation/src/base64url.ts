const BASE64URL = /^[A-Za-z0-9_-]+$/;

/** Undefined for what is not the one way to write the bytes: padding, white space, bits to spare. */
export function readBase64Url(text: string): Uint8Array | undefined {
  if (!BASE64URL.test(text)) return undefined;
  const bytes = Buffer.from(text, "base64url");
  return bytes.toString("base64url") === text ? bytes : undefined;
}
