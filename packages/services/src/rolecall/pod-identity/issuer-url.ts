import type { RegisterClusterRequest } from "@rolecall/contracts/rolecall";
import { isUsableKeySet } from "@rolecall/federation/key-sets";
import type { OutsideIssuers } from "@rolecall/operations";
import { invalidInput } from "../error.ts";

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3})$/;

/**
 * Whose tokens a cluster's pods have. An issuer whose keys are given is never asked, and may stand where nobody here reaches it, as
 * `https://kubernetes.default.svc`; another is asked as an identity provider is.
 * @throws ValidationException
 */
export function checkIssuer(
  { IssuerUrl: text, KeySet: keySet }: RegisterClusterRequest,
  issuers: OutsideIssuers,
) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url !== undefined && url.username === "" && url.password === "" && !/[?#\s]/.test(text);
  if (!isPlain || (url.protocol !== "https:" && url.protocol !== "http:"))
    throw invalidInput(
      `IssuerUrl "${text}" is no URL of an issuer, such as https://oidc.example.com/cluster.`,
    );
  if (keySet !== undefined) {
    if (!isUsableKeySet(keySet)) throw invalidInput("KeySet has no key that verifies tokens.");
    return;
  }
  if (url.protocol === "http:" && !(issuers.isHttpAllowed && LOOPBACK.test(url.hostname)))
    throw invalidInput(
      "IssuerUrl: an issuer that is asked for its keys is asked over https. Give a KeySet for another.",
    );
  if (url.port !== "" && !issuers.isPortAllowed)
    throw invalidInput(
      "IssuerUrl: an issuer that is asked for its keys has no port. Give a KeySet for another.",
    );
}
