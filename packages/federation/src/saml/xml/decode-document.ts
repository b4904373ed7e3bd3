import { malformed } from "../saml-refusal.ts";

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** White space as XML has it; lines of base64 are broken by it. */
const WHITE_SPACE = /[ \t\r\n]+/g;

/** The bytes of base64 text, white space left aside. @throws SamlRefusal where it is none, or has bits to spare */
export function decodeBase64(text: string, what: string): Buffer {
  const plain = text.replace(WHITE_SPACE, "");
  if (plain === "" || !BASE64.test(plain)) throw malformed(`${what} is not base64.`);
  const bytes = Buffer.from(plain, "base64");
  if (bytes.toString("base64") !== plain) throw malformed(`${what} is not canonical base64.`);
  return bytes;
}

/** The text of a document, in UTF-8 alone. @throws SamlRefusal */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw malformed("The document is not UTF-8.");
  }
}
