/** What this installation knows of identity providers outside, and how it asks them. */
import { createKeySets, type FetchDocument } from "@rolecall/federation/key-sets";
import type { OutsideIssuers } from "@rolecall/operations";
import { createVerifiers } from "../access-tokens/ask-verifier.ts";
import type { NamedVerifier } from "../access-tokens/named-verifier.ts";
import { createAddressGuard } from "./address-guard.ts";
import { checkTarget, type TargetGround } from "./checked-target.ts";
import { createDocumentFetcher } from "./fetch-document.ts";
import type { IssuerSettings } from "./issuer-settings.ts";
import { readPeerCertificates, topThumbprint } from "./peer-certificates.ts";

interface Opening extends Pick<TargetGround, "resolve"> {
  readonly settings: IssuerSettings;
  readonly verifiers?: readonly NamedVerifier[];
  /** In milliseconds. */
  readonly clock: () => number;
  /** For the person who runs the program. */
  readonly tell: (message: string) => void;
}

/** How long a host may take to show its certificates, in milliseconds. */
const CERTIFICATES_MS = 5_000;
/** How often what cannot be had is told at most, in milliseconds. */
const TELL_EVERY_MS = 60_000;

export function openOutsideIssuers({
  settings,
  verifiers = [],
  clock,
  tell,
  resolve,
}: Opening): OutsideIssuers {
  const ground = { guard: createAddressGuard(settings), resolve };
  let toldAt = Number.NEGATIVE_INFINITY;
  const keySets = createKeySets({
    fetchDocument: settings.requests ? createDocumentFetcher(ground) : askNobody,
    now: clock,
    onUnavailable(_issuer, { message }) {
      if (clock() - toldAt < TELL_EVERY_MS) return;
      toldAt = clock();
      tell(`the keys of an identity provider cannot be had: ${message}`);
    },
  });
  return {
    keySets,
    accessTokens: createVerifiers(verifiers, { ...ground, clock }),
    isHttpAllowed: settings.loopback,
    isPortAllowed: settings.loopback || settings.networks.length > 0,
    async thumbprintsOf(url) {
      if (!settings.requests) return [];
      const signal = AbortSignal.timeout(CERTIFICATES_MS);
      const chain = await readPeerCertificates(await checkTarget(url, ground), signal);
      const top = topThumbprint(chain);
      return top === undefined ? [] : [top];
    },
  };
}

const askNobody: FetchDocument = async () => {
  throw new Error("issuers are not asked (--issuer-requests off)");
};
