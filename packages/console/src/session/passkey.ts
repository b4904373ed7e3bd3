import { request } from "./request.ts";

/** What the server asks of a passkey, and the sealed state that comes back with its answer. */
interface PasskeyChallenge {
  readonly options: PublicKeyCredentialRequestOptionsJSON;
  readonly flow: string;
}

/**
 * Has the browser ask for a passkey, and gives what signing in takes: alone, or beside a password as the second factor.
 * @throws ApiError, or DOMException where the person cancels or the browser has none.
 */
export async function askPasskey(
  known: Readonly<Record<string, unknown>> = {},
): Promise<{ readonly flow: string; readonly passkey: unknown }> {
  const challenge = await request<PasskeyChallenge>("/session/passkey-options", {
    method: "POST",
    body: known,
  });
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(challenge.options);
  const credential = await navigator.credentials.get({ publicKey });
  if (!(credential instanceof PublicKeyCredential)) throw new DOMException("none", "NotAllowedError");
  return { flow: challenge.flow, passkey: credential.toJSON() };
}
