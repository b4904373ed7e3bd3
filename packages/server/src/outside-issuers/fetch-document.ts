/** Gets what issuers publish, from where it may be got. */
import type { FetchDocument, FetchedDocument, FetchOptions } from "@rolecall/federation/key-sets";
import { type CheckedTarget, checkTarget, type TargetGround } from "./checked-target.ts";
import { orAbort } from "./or-abort.ts";
import { readPeerCertificates, thumbprintOf } from "./peer-certificates.ts";
import { type Answer, request, type Trust } from "./request-document.ts";

const REDIRECTS_MAX = 3;

/**
 * Each redirect is checked as the first address was. Hosts must prove who they are to the system's authorities, or to a certificate
 * of the provider's thumbprints, by their name in both cases.
 */
export function createDocumentFetcher(ground: TargetGround): FetchDocument {
  return async (first, options) => {
    let text = first;
    for (let redirects = 0; redirects <= REDIRECTS_MAX; redirects++) {
      const target = await orAbort(checkTarget(text, ground), options.signal);
      const answer = await ask(target, options);
      if (answer.location === undefined) return documentOf(answer);
      text = URL.parse(answer.location, target.url)?.href ?? "";
    }
    throw new Error(`more than ${REDIRECTS_MAX} redirects`);
  };
}

function documentOf({ status, body, maxAgeSeconds }: Answer): FetchedDocument {
  if (status !== 200) throw new Error(`the answer is ${status}`);
  return { bytes: body, maxAgeSeconds };
}

/** With thumbprints a host is asked again that no authority vouches for, by the certificate that they name. */
async function ask(target: CheckedTarget, { thumbprints, signal }: FetchOptions): Promise<Answer> {
  try {
    return await request(target, { signal });
  } catch (error) {
    if (thumbprints.length === 0 || !isUntrusted(error)) throw error;
    const trust = await trustByThumbprint(target, thumbprints, signal);
    return request(target, { trust, signal });
  }
}

/** As OpenSSL names what has no authority at its end. A wrong name or date is none of these. */
const UNTRUSTED: ReadonlySet<unknown> = new Set([
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);

function isUntrusted(error: unknown): boolean {
  return error instanceof Error && "code" in error && UNTRUSTED.has(error.code);
}

async function trustByThumbprint(
  target: CheckedTarget,
  thumbprints: readonly string[],
  signal: AbortSignal,
): Promise<Trust> {
  const wanted = new Set(thumbprints.map((each) => each.toLowerCase()));
  const chain = await readPeerCertificates(target, signal);
  const found = chain.find((each) => wanted.has(thumbprintOf(each)));
  if (found === undefined) throw new Error("the host's certificate does not match a thumbprint");
  return { ca: found.toString(), allowPartialTrustChain: true };
}
