import type { KeyObject } from "node:crypto";
import { type Checking, checkAssertion } from "./assertion/check-assertion.ts";
import { type Assertion, readAssertion } from "./assertion/read-assertion.ts";
import { openAssertion } from "./encryption/open-assertion.ts";
import type { SamlMetadata } from "./metadata/read-metadata.ts";
import { usableKeys } from "./metadata/signing-certificate.ts";
import { checkPlaces, type SamlResponse } from "./response.ts";
import { malformed, SamlRefusal } from "./saml-refusal.ts";
import { type SignedPart, verifySignature } from "./signature/verify-signature.ts";
import { ASSERTION } from "./xml/namespaces.ts";
import { readXml } from "./xml/read-xml.ts";
import { isNamed, requiredChild, textOf } from "./xml/xml-element.ts";

export interface TrustedProvider {
  readonly metadata: SamlMetadata;
  /** That assertions may be encrypted for. */
  readonly privateKeys: readonly KeyObject[];
  readonly mustBeEncrypted: boolean;
}

/** An assertion that its provider signed, and of which nothing was looked at yet but that. */
export interface SignedAssertion {
  /** The bytes that the signature covers. */
  readonly canonical: string;
  readonly id: string | undefined;
  /** Whose keys the signature is of. */
  readonly issuer: string;
}

/**
 * Verifies the signature of a response's assertion, and that of the whole where there is one.
 * @throws SamlRefusal
 */
export function verifySignatures(
  response: SamlResponse,
  provider: TrustedProvider,
  checking: Checking,
): SignedAssertion {
  if (provider.mustBeEncrypted && !response.isEncrypted) throw malformed("The assertion is not encrypted.");
  const { canonical, keys, id, issuer } = response.isEncrypted
    ? openAndVerify(response, provider, checking)
    : verifyPart(partOf(response), provider, checking);
  if (response.isSigned) verifySignature({ text: response.text, path: [], element: response.root }, keys);
  return { canonical, id, issuer };
}

/**
 * The assertion, read from what its signature covers and from nothing else, and held to being good now and here.
 * @throws SamlRefusal
 */
export function takeAssertion({ canonical, id, issuer }: SignedAssertion, checking: Checking): Assertion {
  const assertion = readAssertion(readXml(canonical));
  // INVARIANT: no entity of the metadata speaks for another, also where two readers differ on who is named.
  if (assertion.id !== id || assertion.issuer !== issuer)
    throw new SamlRefusal("signature", "Another assertion is signed.");
  checkAssertion(assertion, checking);
  return assertion;
}

function partOf({ text, root, part }: SamlResponse): SignedPart {
  return { text, path: [root.children.indexOf(part)], element: part };
}

function verifyPart(part: SignedPart, { metadata }: TrustedProvider, checking: Checking) {
  const issuer = textOf(requiredChild(part.element, ASSERTION, "Issuer"));
  const certificates = metadata.get(issuer);
  if (certificates === undefined) throw new SamlRefusal("issuer", `${issuer} is not in the metadata.`);
  const keys = usableKeys(certificates, checking);
  return { canonical: verifySignature(part, keys), keys, id: part.element.attributes.get("ID"), issuer };
}

/**
 * INVARIANT: of what was encrypted there is one answer until its signature is found good: whoever changes pieces of it must not learn
 * what came of that.
 */
function openAndVerify({ part }: SamlResponse, provider: TrustedProvider, checking: Checking) {
  try {
    const text = openAssertion(part, provider.privateKeys);
    const element = readXml(text);
    if (!isNamed(element, ASSERTION, "Assertion")) throw malformed("What was encrypted is no assertion.");
    checkPlaces(element, []);
    return verifyPart({ text, path: [], element }, provider, checking);
  } catch (error) {
    if (!(error instanceof SamlRefusal)) throw error;
    throw malformed("The encrypted assertion cannot be opened, or is not signed by the provider.");
  }
}
