/** Of a browser that was let in: what it shows from then on, so that strangers' tries do not keep it out. It lets nobody in. */
import { openText, type RandomBytes, sealText } from "@rolecall/credentials";
import type { EpochMilliseconds } from "@rolecall/store";
import type { InstallationKeys } from "../keys/installation-keys.ts";
import { type TriedIdentity, triedNameId } from "./tried-id.ts";

const KNOWN_MS = 90 * 24 * 3_600_000;
const ID_BYTES = 16;
/** Nothing that is sealed here is longer. */
const COOKIE_MAX_LENGTH = 512;

export const KNOWN_DEVICE_SECONDS = KNOWN_MS / 1_000;

/** @param deviceId the one that the browser showed, where it did. @returns the value of a cookie, good for 90 days */
export function sealKnownDevice(
  keys: Pick<InstallationKeys, "ring">,
  identity: TriedIdentity,
  {
    deviceId,
    now,
    random,
  }: {
    readonly deviceId?: string | undefined;
    readonly now: EpochMilliseconds;
    readonly random: RandomBytes;
  },
): string {
  const id = deviceId ?? Buffer.from(random(ID_BYTES)).toString("base64url");
  return sealText(keys.ring, "device", `${id} ${now + KNOWN_MS}`, triedNameId(identity));
}

/** The device's id. Undefined for what was not sealed for this identity, or is too old. Never throws. */
export function openKnownDevice(
  keys: Pick<InstallationKeys, "ring">,
  identity: TriedIdentity,
  { cookie, now }: { readonly cookie: string | undefined; readonly now: EpochMilliseconds },
): string | undefined {
  if (cookie === undefined || cookie.length > COOKIE_MAX_LENGTH || identity.kind === "unknown")
    return undefined;
  const [id, until] = openText(keys.ring, "device", cookie, triedNameId(identity))?.split(" ") ?? [];
  return id !== undefined && Number(until) > now ? id : undefined;
}
