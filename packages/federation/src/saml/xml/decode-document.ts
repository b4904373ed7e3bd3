import { malformed } from "../saml-refusal.ts";

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** White space as XML has it; lines of base64 are broken by it. */
const WHITE_SPACE = /[ \t\r\n]+/g;

/** The bytes of base64 text, white space left aside. @throws SamlRefusal where it is none, or has bits to spare */
export function decodeBase64(text: string, what: string): Buffer {
  const plain = text.replace(WHITE_SPACE, "");
  const bytes = Buffer.from(plain, "base64");
  // What comes back the same is base64: its form is looked at where it does not, to say what is wrong with it.
  if (plain !== "" && bytes.toString("base64") === plain) return bytes;
  const isBase64 = plain !== "" && BASE64.test(plain);
  throw malformed(`${what} is not ${isBase64 ? "canonical " : ""}base64.`);
}

/** The text of a document, in UTF-8 alone. @throws SamlRefusal */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw malformed("The document is not UTF-8.");
  }
}
