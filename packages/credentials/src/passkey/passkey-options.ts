/** What a page asks the browser for. Source: W3C, Web Authentication Level 3, 5.4 and 5.5, in their JSON. */
import type { RelyingParty } from "./relying-party.ts";

/** ES256, EdDSA, RS256. Source: IANA, COSE Algorithms. */
export const PASSKEY_ALGORITHMS: readonly number[] = [-7, -8, -257];

/** How long a person has to answer. */
const TIMEOUT_MS = 300_000;

export interface KnownCredential {
  readonly id: string;
  readonly transports: readonly string[];
}

interface Asking {
  readonly relyingParty: RelyingParty;
  /** Base64url. */
  readonly challenge: string;
  readonly known: readonly KnownCredential[];
}

interface Registering extends Asking {
  /** The id in base64url: a passkey tells it to whoever signs in with it alone. */
  readonly user: { readonly id: string; readonly name: string; readonly displayName: string };
  /** Whether it is to sign in by itself: the authenticator keeps whose it is, and asks its owner for a PIN or finger. */
  readonly isPasswordless: boolean;
}

export function registrationOptions({ relyingParty, challenge, known, user, isPasswordless }: Registering) {
  return {
    challenge,
    rp: { id: relyingParty.id, name: "Rolecall" },
    user,
    pubKeyCredParams: PASSKEY_ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
    timeout: TIMEOUT_MS,
    // Nothing is asked of who made the authenticator: nobody is told what it is.
    attestation: "none",
    excludeCredentials: known.map(describe),
    authenticatorSelection: isPasswordless
      ? { residentKey: "required", requireResidentKey: true, userVerification: "required" }
      : { residentKey: "discouraged", requireResidentKey: false, userVerification: "preferred" },
    extensions: { credProps: true },
  };
}

/** Without known credentials the browser offers what it has of this host. */
export function assertionOptions({
  relyingParty,
  challenge,
  known,
  mustVerifyUser,
}: Asking & { readonly mustVerifyUser: boolean }) {
  return {
    challenge,
    rpId: relyingParty.id,
    timeout: TIMEOUT_MS,
    allowCredentials: known.map(describe),
    userVerification: mustVerifyUser ? "required" : "preferred",
  };
}

function describe({ id, transports }: KnownCredential) {
  return { type: "public-key", id, transports };
}
