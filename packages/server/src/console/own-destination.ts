/**
 * Where people are led once they are signed in: a page of ours, whatever was asked. Source: OWASP, "Unvalidated Redirects and Forwards
 * Cheat Sheet"; AWS's own consoles, which public snippets name as Destination, lead to the pages that stand for them.
 */

const FIRST_PAGE = "/console/";
const NOBODYS = "http://nobodys.invalid";
const AWS_CONSOLE =
  /^(?:[a-z0-9-]+\.)*console\.(?:aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com|aws\.amazon\.eu|aws\.eu)$/;
const TEXT_MAX = 2_048;

/** INVARIANT: the answer begins with `/console/`, and a browser cannot take it for another host. */
export function ownDestination(text: string | undefined, publicUrl: string): string {
  if (text === undefined || text.length > TEXT_MAX || !URL.canParse(text, NOBODYS)) return FIRST_PAGE;
  const url = new URL(text, NOBODYS);
  const isOwn = url.origin === NOBODYS ? text.startsWith("/") : url.origin === new URL(publicUrl).origin;
  const isAws = url.protocol === "https:" && AWS_CONSOLE.test(url.hostname);
  if (!isOwn && !isAws) return FIRST_PAGE;
  const { pathname, search, hash } = url;
  const path = pathname.startsWith(FIRST_PAGE) ? pathname : `/console${pathname}`;
  return `${path}${search}${hash}`;
}
