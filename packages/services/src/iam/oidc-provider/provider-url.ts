/** Where a provider's tokens come from. Source: IAM API Reference, CreateOpenIDConnectProvider. */
import type { OutsideIssuers } from "@rolecall/operations";
import type { OidcProviderRecord } from "@rolecall/store";
import { iamError, validationError } from "../error.ts";

export type ProviderUrl = Pick<OidcProviderRecord, "scheme" | "location">;

const invalidUrl = () => validationError("Invalid Open ID Connect Provider URL");

/** Host, port and path: their letters, and a slash at the end, count as they are. */
const LOCATION = /^([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)(:\d{1,5})?(\/[!-~]*)?$/;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3})$/i;

/**
 * Over https, without port; over http on this machine alone, and with a port, where the installation allows it.
 * @throws ValidationError, InvalidInput for a URL with a query (recorded)
 */
export function readProviderUrl(url: string, issuers: OutsideIssuers): ProviderUrl {
  const [, scheme] = /^(https?):\/\//.exec(url) ?? [];
  if (scheme !== "https" && scheme !== "http") throw invalidUrl();
  const location = withoutScheme(url);
  if (/[?#]/.test(location)) throw iamError("InvalidInput", "Unknown");
  const [, host, port] = LOCATION.exec(location) ?? [];
  if (host === undefined || host.includes("..")) throw invalidUrl();
  if (scheme === "http" && !(issuers.isHttpAllowed && LOOPBACK.test(host))) throw invalidUrl();
  if (port !== undefined && !issuers.isPortAllowed) throw invalidUrl();
  return { scheme, location };
}

export function withoutScheme(url: string): string {
  return url.replace(/^https?:\/\//, "");
}
