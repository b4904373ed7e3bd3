/**
 * Whether texts are what a condition key's type says they are. The conditions compare texts, and read them by the same rules.
 * Source: IAM API Reference, ContextEntry; which texts are taken was recorded in September 2026.
 */
import { isBase64 } from "../condition/base64.ts";
import { readDecimal } from "../condition/decimal.ts";
import { readInstant } from "../condition/instant.ts";
import { GROUPS, NO_IPV4, readIpv4, readIpv6 } from "../condition/ip-address.ts";

/** Types whose values have a form; a string may be anything, and a boolean that is not true is false. */
export type ValueForm = "numeric" | "date" | "ip" | "binary";

const groups = new Uint16Array(GROUPS);

const FORMS: Readonly<Record<ValueForm, (text: string) => boolean>> = {
  numeric: readDecimal,
  date: readInstant,
  ip: (text) => readIpv4(text) !== NO_IPV4 || readIpv6(text, groups),
  binary: isBase64,
};

/** Linear in the text. */
export function hasValueForm(text: string, form: ValueForm): boolean {
  return FORMS[form](text);
}
