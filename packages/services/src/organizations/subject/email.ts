/**
 * The e-mail of an account. Source: Organizations API Reference, CreateAccount, "Email": exactly one @; 7-bit letters alone; the
 * local part without blanks and some signs, and no dot in front; the domain of letters, digits, hyphens and dots, at least one.
 */
const LOCAL = /^(?!\.)[!-~]{1,63}$/;
const FORBIDDEN_LOCAL = /["'()<>[\]:;,\\|%&@]/;
const DOMAIN = /^(?![-.])[a-zA-Z0-9.-]*\.[a-zA-Z0-9.-]*(?<![-.])$/;

const MIN_LENGTH = 6;
const MAX_LENGTH = 64;

export function isAccountEmail(text: string): boolean {
  if (text.length < MIN_LENGTH || text.length > MAX_LENGTH) return false;
  const at = text.lastIndexOf("@");
  if (at < 1) return false;
  const local = text.slice(0, at);
  return LOCAL.test(local) && !FORBIDDEN_LOCAL.test(local) && DOMAIN.test(text.slice(at + 1));
}
