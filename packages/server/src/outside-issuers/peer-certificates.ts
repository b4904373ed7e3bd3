/** The certificates with which a host answers, whoever signed them. */
import type { X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import { connect } from "node:tls";
import type { CheckedTarget } from "./checked-target.ts";
import { pinnedLookup } from "./pinned-lookup.ts";

/** More than chains have; what is behind is not looked at. */
const CHAIN_MAX = 10;

/**
 * The chain as it is sent, the host's own first. Nothing is sent to the host: who it is has not been proven.
 * @throws Error where no TLS connection comes about
 */
export function readPeerCertificates(
  { url, hostname, addresses }: CheckedTarget,
  signal: AbortSignal,
): Promise<readonly X509Certificate[]> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: hostname,
      port: Number(url.port || 443),
      ...(isIP(hostname) === 0 && { servername: hostname }),
      lookup: pinnedLookup(addresses),
      ALPNProtocols: ["http/1.1"],
      rejectUnauthorized: false,
    });
    const end = (error: unknown) => {
      socket.destroy();
      reject(error);
    };
    const onAbort = () => end(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    socket.once("error", end);
    socket.once("secureConnect", () => {
      resolve(chainOf(socket.getPeerX509Certificate()));
      socket.destroy();
    });
    socket.once("close", () => {
      signal.removeEventListener("abort", onAbort);
      reject(new Error("the connection ended"));
    });
  });
}

function chainOf(first: X509Certificate | undefined): readonly X509Certificate[] {
  const chain: X509Certificate[] = [];
  for (let each = first; each !== undefined && chain.length < CHAIN_MAX; each = each.issuerCertificate) {
    if (chain.some(({ fingerprint256 }) => fingerprint256 === each?.fingerprint256)) break;
    chain.push(each);
  }
  return chain;
}

/** As providers list it: SHA-1 in 40 hexadecimal digits, small letters. */
export function thumbprintOf({ fingerprint }: X509Certificate): string {
  return fingerprint.replaceAll(":", "").toLowerCase();
}

/**
 * The one that AWS keeps of a host: of the topmost certificate that another one signed; of the host's own where it signed itself.
 * Source: IAM User Guide, "Obtain the thumbprint for an OpenID Connect identity provider".
 */
export function topThumbprint(chain: readonly X509Certificate[]): string | undefined {
  const top = chain.findLast(({ subject, issuer }) => subject !== issuer) ?? chain[0];
  return top && thumbprintOf(top);
}
