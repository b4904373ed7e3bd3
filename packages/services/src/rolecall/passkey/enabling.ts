/** Whoever registers a passkey enables an MFA device. Source: Service Authorization Reference, AWS IAM, EnableMFADevice and its keys. */
import type { IdentifiedCaller, Requirement } from "@rolecall/access";
import { type RelyingParty, relyingPartyOf } from "@rolecall/credentials/passkey";
import type { Call, Environment } from "@rolecall/operations";
import { lacksMfa } from "@rolecall/operations/security-key";
import type { ReadTransaction } from "@rolecall/store";
import { type Found, type Signer, signer } from "../sign-in/on.ts";
import { mfaNeeded, passkeysUnavailable, passwordlessForOthers } from "./error.ts";

interface Naming {
  readonly UserName?: string | undefined;
}

/** `Create`: the page is about to ask the authenticator. `Activate`: it answered, and the device is enabled. */
type RegisterStep = "Create" | "Activate";

export function enabling(
  call: Call<unknown, ReadTransaction, IdentifiedCaller>,
  found: Found,
  step: RegisterStep,
): readonly Requirement[] {
  const permission = signer.permission(call as Call<Naming, ReadTransaction>, found);
  return [
    { ...permission, action: "iam:EnableMFADevice", context: new Map([["iam:registersecuritykey", step]]) },
  ];
}

/** @throws MfaNeededException */
export async function refuseWithoutMfa(
  call: Pick<Call<unknown, ReadTransaction>, "caller" | "tx">,
  { id }: Signer,
): Promise<void> {
  if (await lacksMfa(call, id)) throw mfaNeeded();
}

/**
 * INVARIANT: who may give others devices does not become them. A second factor is nothing without their password; a passkey that signs in
 * by itself is all of them, and iam:EnableMFADevice is given to help desks.
 * @throws ValidationException where the caller is another
 */
export function refusePasswordlessForOthers(
  { caller }: { readonly caller: IdentifiedCaller },
  { id }: Signer,
) {
  const isOwn = (caller.kind === "user" || caller.kind === "root") && caller.userId === id;
  if (!isOwn || caller.session?.kind === "assumedRoot") throw passwordlessForOthers();
}

/** @throws PasskeysUnavailableException */
export function ownRelyingParty({ publicUrl }: Pick<Environment, "publicUrl">): RelyingParty {
  const party = relyingPartyOf(publicUrl);
  if (party === undefined) throw passkeysUnavailable(publicUrl);
  return party;
}
