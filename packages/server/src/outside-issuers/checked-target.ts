/** Where a document is to be got from, looked at before anything is sent there. */
import { isIP } from "node:net";
import type { AddressGuard, AddressKind } from "./address-guard.ts";
import { type Address, createNameResolver, type ResolveName } from "./resolve-name.ts";

/** A URL with the addresses that its host has now. INVARIANT: connections go to these and to no others. */
export interface CheckedTarget {
  readonly url: URL;
  /** The URL's, an address of IPv6 without its brackets. */
  readonly hostname: string;
  readonly addresses: readonly Address[];
}

export interface TargetGround {
  readonly guard: AddressGuard;
  /** All addresses of a name; the system's resolver, but for tests. */
  readonly resolve?: ResolveName | undefined;
}

/** Of the whole process, as the threads are. */
const resolveBySystem = createNameResolver();

/**
 * @param text as a stranger may have written it
 * @throws Error that says what is wrong with it: its scheme, what else stands in it, or any of its addresses
 */
export async function checkTarget(text: string, { guard, resolve }: TargetGround): Promise<CheckedTarget> {
  const url = readUrl(text);
  const hostname = url.hostname.replace(/^\[|\]$/g, "");
  const family = isIP(hostname);
  const addresses =
    family === 0 ? await (resolve ?? resolveBySystem)(hostname) : [{ address: hostname, family }];
  const kinds = addresses.map(({ address }) => guard(address));
  if (kinds.length === 0) throw new Error("the name has no address");
  // One that is refused among others is enough: which is connected to would be up to chance.
  if (kinds.includes("refused")) throw new Error("the address is not one that issuers are asked at");
  refuseScheme(url, kinds);
  return { url, hostname, addresses };
}

/** What URL's reader takes away silently, or what leads elsewhere than it looks. */
function readUrl(text: string): URL {
  const url = /[\p{Cc} \\]/u.test(text) ? undefined : (URL.parse(text) ?? undefined);
  if (url === undefined) throw new Error("no URL");
  if (url.username !== "" || url.password !== "") throw new Error("a URL with a user in it");
  if (url.hostname === "" || url.hostname.endsWith(".")) throw new Error("a URL without a plain host");
  if (url.protocol !== "https:" && url.protocol !== "http:") throw new Error("a URL that is not https");
  return url;
}

function refuseScheme({ protocol, port }: URL, kinds: readonly AddressKind[]): void {
  const isAllOf = (...wanted: readonly AddressKind[]) => kinds.every((kind) => wanted.includes(kind));
  if (protocol === "http:" && !isAllOf("loopback")) throw new Error("a URL that is not https");
  if (port !== "" && !isAllOf("loopback", "allowed")) throw new Error("a port of its own on a public host");
}
