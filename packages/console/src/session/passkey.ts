import { ApiError } from "./api-error.ts";
import { noPasskeysHere } from "./passkey-place.ts";
import { request } from "./request.ts";

/** What the server asks of a passkey, and the sealed state that comes back with its answer. */
interface PasskeyChallenge {
  readonly options: PublicKeyCredentialRequestOptionsJSON;
  readonly flow: string;
}

/**
 * Has the browser ask for a passkey, and gives what signing in takes: alone, or beside a password as the second factor.
 * @throws ApiError where the server refuses, the person cancels or the browser has none
 */
export async function askPasskey(
  known: Readonly<Record<string, unknown>> = {},
): Promise<{ readonly flow: string; readonly passkey: unknown }> {
  refuseWherePasskeysAreNone();
  const challenge = await request<PasskeyChallenge>("/session/passkey-options", {
    method: "POST",
    body: known,
  });
  refuseOtherHost(challenge.options.rpId);
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(challenge.options);
  const passkey = await answered(() => navigator.credentials.get({ publicKey }));
  return { flow: challenge.flow, passkey };
}

/**
 * Has the browser make a passkey.
 * @returns W3C's RegistrationResponseJSON
 * @throws ApiError where the person cancels, the authenticator is registered already, or the browser has none
 */
export async function makePasskey(options: PublicKeyCredentialCreationOptionsJSON): Promise<object> {
  refuseWherePasskeysAreNone();
  refuseOtherHost(options.rp.id);
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  return answered(() => navigator.credentials.create({ publicKey }));
}

function refuseWherePasskeysAreNone(): void {
  const none = noPasskeysHere();
  if (none !== undefined) throw noPasskey(none.text);
}

/** A name below the one that passkeys belong to may ask for them too. */
function refuseOtherHost(id: string | undefined): void {
  const { hostname } = location;
  if (id === undefined || hostname === id || hostname.endsWith(`.${id}`)) return;
  throw noPasskey(
    `Passkeys of this console belong to ${id}, and this page is open at ${hostname}. Open it by that name.`,
  );
}

async function answered(ask: () => Promise<Credential | null>): Promise<object> {
  try {
    const credential = await ask();
    if (credential instanceof PublicKeyCredential) return credential.toJSON();
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    if (error.name !== "NotAllowedError") throw noPasskey(WORDS[error.name] ?? error.message);
  }
  throw noPasskey("No passkey was chosen, or the time for it ran out.");
}

/** What browsers answer with. Source: W3C, Web Authentication Level 3, 5.1.3 and 5.1.4. */
const WORDS: Readonly<Record<string, string>> = {
  InvalidStateError: "This passkey or security key is registered already.",
  NotSupportedError: "This authenticator knows none of the signatures that Rolecall verifies.",
  ConstraintError:
    "This authenticator cannot sign in by itself: it keeps no passkeys, or asks for no PIN or finger.",
  SecurityError:
    "Passkeys belong to a host name over https, or to localhost; this page is open at another address.",
  AbortError: "Asking for the passkey was ended.",
};

function noPasskey(message: string): ApiError {
  return new ApiError(0, { code: "NoPasskey", message });
}
