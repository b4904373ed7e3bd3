import { href } from "../../app/address.ts";

/**
 * Where somebody goes after signing in: where they came from, where that is a path of the console; else the dashboard.
 * A link may say another site in many ways (`//evil.example`, `/\evil.example`), so what is asked is what a browser makes of it.
 */
export function ownPath(redirect: string | null, origin: string): string {
  const fallback = href("/iam");
  if (redirect === null) return fallback;
  try {
    const url = new URL(redirect, origin);
    const isOwn = url.origin === origin && url.pathname.startsWith("/console/");
    return isOwn && !url.pathname.startsWith("/console/signin")
      ? `${url.pathname}${url.search}${url.hash}`
      : fallback;
  } catch {
    return fallback;
  }
}
