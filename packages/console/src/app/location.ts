import { useBrowserLocation, useSearch } from "wouter/use-browser-location";

/** Where the console begins. */
export const BASE = "/console";

/** The path under `/console`, as it stands in the address: names in it are still encoded. */
export function usePath(): string {
  const [path] = useBrowserLocation();
  return underConsole(path) ?? "/";
}

/** The path now, where no component asks. */
export function readPath(): string {
  return underConsole(location.pathname) ?? "/";
}

/** `/console/iam/users` → `/iam/users`; undefined outside. */
function underConsole(path: string): string | undefined {
  if (path === BASE) return "/";
  return path.startsWith(`${BASE}/`) ? path.slice(BASE.length) : undefined;
}

/** The address of a page: `href("/iam/users/:userName", { userName })` encodes what it is given. */
export function href(pattern: string, params: Readonly<Record<string, string>> = {}): string {
  const path = pattern.replace(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(params[name] ?? ""));
  return `${BASE}${path}`;
}

export { useSearch };
