import type { Answer } from "@rolecall/edge";

/** What no cache keeps, no frame shows, and no other site is told the address of. */
export const PLAIN_HEADERS = {
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "Referrer-Policy": "no-referrer",
} as const;

/** @param path of ours */
export function leadTo(path: string, cookies: readonly string[] = []): Answer {
  return { status: 303, headers: { ...PLAIN_HEADERS, Location: path }, cookies, body: "" };
}

/** For who came from elsewhere: a page without anything of theirs in it. @param text ours */
export function tellPlainly(status: number, text: string): Answer {
  const headers = { ...PLAIN_HEADERS, "Content-Type": "text/plain; charset=utf-8" };
  return { status, headers, body: `${text}\n` };
}
