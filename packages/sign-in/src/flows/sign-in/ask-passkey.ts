/** What a page asks the browser's passkeys. */
import { takeTryBack } from "@rolecall/access";
import { assertionOptions } from "@rolecall/credentials/passkey";
import type { Attempt } from "../../methods/method.ts";
import { beginPasskeyFlow } from "../../methods/passkey/passkey-flow.ts";
import { password } from "../../methods/password/password.ts";
import type { SignInParts } from "../../parts.ts";
import { refused } from "../../refusal.ts";

export interface AskedPasskey {
  readonly flow: string;
  readonly options: object;
}

/**
 * With a password: which of the user's security keys may answer as the second factor, told to who knows it alone. Without: any passkey
 * that keeps whose it is.
 * @throws SignInRefusal SignInRefused where the password is wrong, or no passkey is good here
 */
export async function askPasskey(parts: SignInParts, attempt: Attempt): Promise<AskedPasskey> {
  const { relyingParty } = parts;
  if (relyingParty === undefined) throw refused();
  const { now } = attempt;
  if (!password.takes(attempt.given)) {
    const { flow, challenge } = beginPasskeyFlow(parts, { now });
    return { flow, options: assertionOptions({ relyingParty, challenge, known: [], mustVerifyUser: true }) };
  }
  const { principal, tried } = await password.prove(parts, attempt);
  if (tried !== undefined) await takeTryBack(parts.store, tried);
  const { flow, challenge } = beginPasskeyFlow(parts, { ownerId: principal.ownerId, now });
  const known = principal.devices.flatMap(({ securityKey }) =>
    securityKey === undefined ? [] : [{ id: securityKey.credentialId, transports: securityKey.transports }],
  );
  return { flow, options: assertionOptions({ relyingParty, challenge, known, mustVerifyUser: false }) };
}
