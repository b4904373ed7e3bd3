import { navigate as navigateBrowser } from "wouter/use-browser-location";
import { BASE } from "./location.ts";

export interface NavigateOptions {
  /** In place of the address now, so that "back" does not lead to it. */
  readonly replace?: boolean;
}

/** Asked before a page is left; false keeps it. */
type Guard = (to: string) => boolean;

const guards = new Set<Guard>();

/** Has leaving asked first, until the returned function is called. */
export function guardLeaving(guard: Guard): () => void {
  guards.add(guard);
  return () => guards.delete(guard);
}

/** Leads to a page of the console, by its whole address: `/console/iam/users`. */
export function navigate(to: string, options: NavigateOptions = {}): void {
  const isSamePage = to.startsWith("?") || to.startsWith("#");
  if (!isSamePage && ![...guards].every((mayLeave) => mayLeave(to))) return;
  navigateBrowser(to, options);
}

/** As `navigate`, without asking: the person has answered already. */
export function navigateUnasked(to: string, options: NavigateOptions = {}): void {
  navigateBrowser(to, options);
}

/**
 * Links of the console lead there without loading the page anew, wherever they stand: pages write plain `href`s.
 * Another key held, another target, a download and other sites are the browser's.
 */
export function followLinks(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element | null)?.closest("a[href]");
  if (!(link instanceof HTMLAnchorElement)) return;
  if (link.target !== "" && link.target !== "_self") return;
  if (link.hasAttribute("download") || link.origin !== location.origin) return;
  if (link.pathname !== BASE && !link.pathname.startsWith(`${BASE}/`)) return;
  if (link.getAttribute("href")?.startsWith("#") === true) return;
  event.preventDefault();
  navigate(`${link.pathname}${link.search}${link.hash}`);
}
