import { lookup } from "node:dns/promises";

export interface Address {
  readonly address: string;
  readonly family: number;
}

export type ResolveName = (hostname: string) => Promise<readonly Address[]>;

/**
 * Names that are being looked up at a time. The system's resolver has two threads, and what it was asked cannot be stopped: who
 * registers providers whose names are not answered must not make a line in which all others wait for hours.
 */
const LOOKUPS_MAX = 32;

const bySystem: ResolveName = (hostname) => lookup(hostname, { all: true, order: "verbatim" });

/** Looks a name up once for all who ask for it meanwhile. @throws Error where too many names are being looked up */
export function createNameResolver(lookUp: ResolveName = bySystem): ResolveName {
  const running = new Map<string, Promise<readonly Address[]>>();
  return (hostname) => {
    const known = running.get(hostname);
    if (known !== undefined) return known;
    if (running.size >= LOOKUPS_MAX) return Promise.reject(new Error("too many names are being looked up"));
    const found = lookUp(hostname).finally(() => running.delete(hostname));
    running.set(hostname, found);
    return found;
  };
}
