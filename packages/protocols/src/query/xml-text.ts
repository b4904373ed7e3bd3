/** Text in XML 1.0 (sections 2.2, 2.4 and 2.11). */

/** Finds all that `special` finds and surrogate pairs, several times faster. */
const suspicious = /[^\t -%'-;=?-~\u00A0-\u2027\u2029-\uD7FF\uE000-\uFFFD]/;

/**
 * Markup, control characters, line ends of other scripts, and what is no character at all. Quotation marks mean nothing
 * between tags, and AWS leaves them as they are too.
 */
const special = /[&<>\p{Cc}\u2028\p{Surrogate}\uFFFE\uFFFF]/gu;

const named: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ["\t", "\t"],
]);

/**
 * Escapes markup and line ends, which a parser would change. Characters that XML cannot hold even escaped become U+FFFD, so
 * that no value can make an answer unreadable.
 */
export function escapeXml(text: string): string {
  return suspicious.test(text) ? text.replaceAll(special, escapeCharacter) : text;
}

/** Whether a text stays as it is: what is asked of long ones, of which most do. */
export function isPlainText(text: string): boolean {
  return isPlainAscii(text) || !suspicious.test(text);
}

const markup = /[&<>]/;
const DELETE = "\u007F";

/**
 * Each step looks at many characters at once, where `suspicious` takes them one by one: a tenth of the time. JSON writes longer what
 * has control characters, and besides them quotation marks and backslashes, which are seldom there.
 */
function isPlainAscii(text: string): boolean {
  return (
    Buffer.byteLength(text) === text.length &&
    !markup.test(text) &&
    !text.includes(DELETE) &&
    JSON.stringify(text).length === text.length + '""'.length
  );
}

function escapeCharacter(character: string): string {
  return named.get(character) ?? escapeCode(character.charCodeAt(0));
}

function escapeCode(code: number): string {
  const isAllowed = code === 0xa || code === 0xd || (code >= 0x7f && code < 0xd800);
  return isAllowed ? `&#x${code.toString(16).toUpperCase()};` : "\uFFFD";
}
