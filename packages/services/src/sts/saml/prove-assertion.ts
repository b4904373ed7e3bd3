/** Loaded when the first assertion comes: whoever uses none has no reader of XML in memory. */
import { federatedCaller } from "@rolecall/access";
import type { AssumeRoleWithSAMLRequest } from "@rolecall/contracts/sts";
import { openSecret } from "@rolecall/credentials";
import {
  type Assertion,
  checkRolePair,
  createMetadataCache,
  nameQualifier,
  readPrivateKey,
  readResponse,
  readSessionAttributes,
  SamlRefusal,
  type SamlRefusalReason,
  type SamlResponse,
  type SessionAttributes,
  type SpentAssertion,
  samlConditionKeys,
  spentAssertion,
  subjectType,
  type TrustedProvider,
  takeAssertion,
  verifySignatures,
} from "@rolecall/federation/saml";
import type { Environment, Proving } from "@rolecall/operations";
import type { SamlProviderRecord } from "@rolecall/store";
import type { ProvenCaller } from "../proven-caller.ts";
import { providerNamed } from "./provider-named.ts";
import { refuseAssertion } from "./refuse-assertion.ts";

/** The bearer of an assertion that its provider signed. */
export interface SamlCaller extends ProvenCaller {
  readonly assertion: Assertion;
  readonly attributes: SessionAttributes;
  readonly subjectType: string;
  readonly nameQualifier: string;
  readonly spent: SpentAssertion;
  /** The provider as it was when the assertion was verified. */
  readonly verifiedBy: SamlProviderRecord;
}

/** Of all installations of the process: documents are known by their digests. */
const METADATA = createMetadataCache();

/**
 * Tells who bears an assertion. What costs time is done here, before the transaction: no document holds one up.
 * @throws InvalidIdentityToken, ExpiredTokenException, IDPRejectedClaim
 */
export async function proveAssertion(proving: Proving<AssumeRoleWithSAMLRequest>): Promise<SamlCaller> {
  const { input, store, env } = proving;
  const provider = await store.read((tx) => providerNamed(tx, input.PrincipalArn));
  // Looked up first: who names none makes nobody read a document.
  if (provider === undefined) throw refuseAssertion("provider", env);
  const response = orRefuse(env, () => readResponse(input.SAMLAssertion));
  const checking = { ...env.saml, now: proving.now };
  const signed = orRefuse(env, () =>
    verifySignatures(response, trustedProvider(provider, response, env), checking),
  );
  // From here on it is the provider's word: what was wrong with it is told to who runs the installation.
  return orRefuse(
    env,
    () => bearerOf(takeAssertion(signed, checking), provider, input.RoleArn),
    "its provider's",
  );
}

function trustedProvider(
  provider: SamlProviderRecord,
  response: SamlResponse,
  env: Environment,
): TrustedProvider {
  return {
    metadata: METADATA.read(provider.metadata),
    privateKeys: response.isEncrypted ? openKeys(provider, env) : [],
    mustBeEncrypted: provider.assertionEncryption === "Required",
  };
}

/** @throws SamlRefusal */
function bearerOf(assertion: Assertion, provider: SamlProviderRecord, roleArn: string): SamlCaller {
  checkRolePair(assertion.attributes, roleArn, provider.id);
  const attributes = readSessionAttributes(assertion.attributes);
  const { subject } = assertion;
  const own = { type: subjectType(assertion), qualifier: nameQualifier(assertion, provider) };
  return {
    ...federatedCaller({ provider: provider.id, subject, claims: samlConditionKeys(assertion, provider) }),
    actionName: "sts:AssumeRoleWithSAML",
    sessionTags: attributes.tags,
    transitiveTagKeys: attributes.transitiveTagKeys,
    sourceIdentity: attributes.sourceIdentity,
    // Of all keys, those that later requests have. Source: Service Authorization Reference, AWS STS.
    keptKeys: new Map([
      ["saml:namequalifier", own.qualifier],
      ["saml:sub", subject],
      ["saml:sub_type", own.type],
    ]),
    assertion,
    attributes,
    subjectType: own.type,
    nameQualifier: own.qualifier,
    spent: spentAssertion(assertion, provider.id),
    verifiedBy: provider,
  };
}

/**
 * @param whose the document's word is; a stranger's is not repeated to who runs the installation
 * @throws the service's error where reading refuses; whatever else goes wrong is a bug, and stays one
 */
function orRefuse<Read>(
  env: Environment,
  read: () => Read,
  whose: "a stranger's" | "its provider's" = "a stranger's",
): Read {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SamlRefusal)) throw error;
    const refusal = refuseAssertion(error.reason, env);
    const word = whose === "its provider's" ? error.message : UNSIGNED_WORDS[error.reason];
    throw word === undefined ? refusal : refusal.withRemedy(`A SAML assertion was refused: ${word}`);
  }
}

/** Said of what nobody has signed: nothing of it is repeated. */
const UNSIGNED_WORDS: { readonly [Reason in SamlRefusalReason]?: string } = {
  malformed: "it is no SAML 2.0 response of the form that is taken, or is encrypted for another key.",
  unsigned: "the assertion itself is not signed.",
  signature:
    "no key of the provider's metadata that is taken made the signature, or it is of a form that is not.",
  issuer: "its issuer is no entity of the provider's metadata.",
};

/** @throws Error where a key does not open: the store's keys and the installation's do not belong together, which is a bug */
function openKeys({ id, privateKeys }: SamlProviderRecord, { keyRing }: Environment) {
  return privateKeys.map((key) => {
    const pem = openSecret(keyRing, key.id, Buffer.from(key.sealedKey, "base64"));
    const opened = pem && readPrivateKey(pem);
    if (!opened) throw new Error(`Private key ${key.id} of ${id} does not open.`);
    return opened;
  });
}
