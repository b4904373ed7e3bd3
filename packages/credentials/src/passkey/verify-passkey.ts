/** What authenticators answered. The library is loaded when the first answer comes. */
import { type AssertionJson, type RegistrationJson, readRegistration } from "./credential-json.ts";
import { PASSKEY_ALGORITHMS } from "./passkey-options.ts";
import { PasskeyRefusal } from "./passkey-refusal.ts";
import type { RelyingParty } from "./relying-party.ts";

interface Expected {
  readonly relyingParty: RelyingParty;
  readonly challenge: string;
  /** By PIN, finger or face; else it is enough that somebody was there. */
  readonly mustVerifyUser: boolean;
}

/** What is kept of a passkey, in base64url. */
export interface PasskeyCredential {
  readonly credentialId: string;
  /** COSE_Key. */
  readonly publicKey: string;
  readonly signCount: number;
  readonly transports: readonly string[];
}

/** @param response as the browser gave it. @throws PasskeyRefusal */
export async function verifyRegistration(response: unknown, expected: Expected): Promise<PasskeyCredential> {
  const given = readRegistration(response);
  refuseOtherPages(given);
  const { verifyRegistrationResponse } = await import("@simplewebauthn/server");
  await refuseAttestation(given);
  const { id, clientDataJSON, attestationObject } = given;
  const verified = await orRefused(() =>
    verifyRegistrationResponse({
      response: {
        id,
        rawId: id,
        type: "public-key",
        response: { clientDataJSON, attestationObject },
        clientExtensionResults: {},
      },
      ...expectedOf(expected),
      supportedAlgorithmIDs: [...PASSKEY_ALGORITHMS],
    }),
  );
  if (!verified.verified) throw new PasskeyRefusal("The registration's signature is not right.");
  const { credential } = verified.registrationInfo;
  if (credential.id !== id)
    throw new PasskeyRefusal("The credential's id is not the one that was registered.");
  return {
    credentialId: id,
    publicKey: Buffer.from(credential.publicKey).toString("base64url"),
    signCount: credential.counter,
    transports: given.transports,
  };
}

/**
 * @param credential what is kept of it
 * @returns its counter
 * @throws PasskeyRefusal; also where the counter did not rise, as of a copied authenticator (Web Authentication, 6.1.1)
 */
export async function verifyAssertion(
  given: AssertionJson,
  credential: PasskeyCredential,
  expected: Expected,
): Promise<number> {
  refuseOtherPages(given);
  const { id, ...response } = given;
  if (id !== credential.credentialId) throw new PasskeyRefusal("The credential is another one.");
  const { verifyAuthenticationResponse } = await import("@simplewebauthn/server");
  const verified = await orRefused(() =>
    verifyAuthenticationResponse({
      response: { id, rawId: id, type: "public-key", response, clientExtensionResults: {} },
      ...expectedOf(expected),
      credential: {
        id,
        publicKey: new Uint8Array(Buffer.from(credential.publicKey, "base64url")),
        counter: credential.signCount,
      },
    }),
  );
  if (!verified.verified) throw new PasskeyRefusal("The signature is not right.");
  return verified.authenticationInfo.newCounter;
}

function expectedOf({ relyingParty, challenge, mustVerifyUser }: Expected) {
  return {
    expectedChallenge: challenge,
    expectedOrigin: relyingParty.origin,
    expectedRPID: relyingParty.id,
    requireUserVerification: mustVerifyUser,
  };
}

/** Whatever the library throws is about what was sent. */
async function orRefused<Result>(verify: () => Promise<Result>): Promise<Result> {
  try {
    return await verify();
  } catch (error) {
    throw new PasskeyRefusal(error instanceof Error ? error.message : "It cannot be read.", { cause: error });
  }
}

/** INVARIANT: no page of others asked for it in a frame. */
function refuseOtherPages({ clientDataJSON }: Pick<RegistrationJson, "clientDataJSON">): void {
  let data: { readonly crossOrigin?: unknown } | null;
  try {
    data = JSON.parse(Buffer.from(clientDataJSON, "base64url").toString("utf8"));
  } catch {
    throw new PasskeyRefusal("The credential's clientDataJSON is no JSON.");
  }
  if (data?.crossOrigin === true)
    throw new PasskeyRefusal("The credential was asked for by a page of another origin.");
}

/**
 * None was asked for, and certificates that come all the same are not looked at: they may name hosts to be asked whether they are still
 * good. A statement that the passkey made by its own key is taken.
 */
async function refuseAttestation({ attestationObject }: RegistrationJson): Promise<void> {
  const { decodeAttestationObject } = await import("@simplewebauthn/server/helpers");
  const decoded = await orRefused(async () =>
    decodeAttestationObject(new Uint8Array(Buffer.from(attestationObject, "base64url"))),
  );
  const format = await orRefused(async () => decoded.get("fmt"));
  const isOwn =
    format === "packed" && (await orRefused(async () => decoded.get("attStmt").get("x5c"))) === undefined;
  if (format !== "none" && !isOwn)
    throw new PasskeyRefusal("An attestation that nobody asked for is not looked at.");
}
