/** Why no passkey can be asked for at this address. */
export interface NoPasskeys {
  readonly text: string;
  /** Where they can: the same page by another name. */
  readonly elsewhere?: string;
}

/** Addresses of this machine itself, which has a name: localhost. */
const LOOPBACK: ReadonlySet<string> = new Set(["127.0.0.1", "[::1]"]);

/**
 * Passkeys belong to a host name: at an address without one browsers make none, and without TLS they do not know what one is.
 * @returns undefined where they can be asked for
 */
function findNoPasskeys(
  { hostname, href }: Pick<Location, "hostname" | "href">,
  isKnown: boolean,
): NoPasskeys | undefined {
  if (LOOPBACK.has(hostname)) {
    const here = new URL(href);
    here.hostname = "localhost";
    return {
      text: `Passkeys belong to a name, and this page is open at ${hostname}. Open it by the name of this machine.`,
      elsewhere: here.href,
    };
  }
  if (hostname.startsWith("[") || /^[\d.]+$/.test(hostname))
    return {
      text: `Passkeys belong to a host name, and this page is open at the address ${hostname}, which is none. Open the console by its name.`,
    };
  return isKnown
    ? undefined
    : { text: "This browser cannot use passkeys here: they need https, or localhost." };
}

/** Of this page, in this browser. */
export function noPasskeysHere(): NoPasskeys | undefined {
  return findNoPasskeys(location, "PublicKeyCredential" in window);
}
