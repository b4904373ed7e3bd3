/** What an attempt is counted as, before anything of it is looked at. */
import { openKnownDevice, type SignInTry, type TriedIdentity, unknownIdentity } from "@rolecall/access";
import type { Attempt } from "../methods/method.ts";
import type { SignInParts } from "../parts.ts";
import type { Who } from "../principal/find-principal.ts";
import type { Principal } from "../principal/principal.ts";

interface Tried {
  readonly who: Who;
  readonly principal: Principal | undefined;
}

export function tryOf(
  { keys }: Pick<SignInParts, "keys">,
  { who, principal }: Tried,
  { device, now, knownDevice: cookie }: Attempt,
): SignInTry {
  // Who has no password is nobody here.
  const identity =
    principal?.passwordHash === undefined ? unknownIdentity(keys, textOf(who)) : identityOf(principal);
  const deviceId = openKnownDevice(keys, identity, { cookie, now });
  return { identity, address: device.address, deviceId, now };
}

export function identityOf(principal: Principal): TriedIdentity {
  return principal.kind === "user"
    ? { kind: "user", userId: principal.ownerId }
    : { kind: "root", accountId: principal.account.id };
}

function textOf(who: Who): string {
  return "email" in who ? who.email.trim() : `${who.account.replace(/[\s-]/g, "")} ${who.user}`;
}
