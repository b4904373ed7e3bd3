import { isIP } from "node:net";

/**
 * Tells whether a Host header names this server: by an address, which nobody can have lead elsewhere, as localhost, by the
 * name that it listens on, or by one that it was given.
 * @param names without ports.
 */
export function createOwnHost(names: readonly string[]): (host: string) => boolean {
  const known = new Set(["localhost", ...names].map((name) => name.toLowerCase()));
  return (host) => {
    const name = nameOf(host);
    return known.has(name) || isIP(name) !== 0;
  };
}

/** Without port, brackets and the dot that may end a name. */
function nameOf(host: string): string {
  const name = host.toLowerCase().replace(/:\d*$/, "");
  return name.startsWith("[") && name.endsWith("]") ? name.slice(1, -1) : name.replace(/\.$/, "");
}
