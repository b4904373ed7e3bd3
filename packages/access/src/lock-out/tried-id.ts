/** What tries to sign in are counted by. */
import { textBucket, textDigest } from "@rolecall/credentials";
import type { AccountId, UniqueId } from "@rolecall/names";
import type { InstallationKeys } from "../keys/installation-keys.ts";

/** Who somebody wants to be. `unknown`: what was typed is nobody who has a password. */
export type TriedIdentity =
  | { readonly kind: "user"; readonly userId: UniqueId }
  | { readonly kind: "root"; readonly accountId: AccountId }
  | { readonly kind: "unknown"; readonly bucket: number };

/**
 * Names that are nobody's share 65,536 rows, so that strangers fill no table. In all else they are counted and locked like others:
 * nobody learns by it whether a name is there.
 */
export function unknownIdentity(keys: Pick<InstallationKeys, "ring">, text: string): TriedIdentity {
  return { kind: "unknown", bucket: textBucket(keys.ring, text.toLowerCase()) };
}

export function triedNameId(identity: TriedIdentity): string {
  if (identity.kind === "unknown") return `name:unknown ${identity.bucket}`;
  return `name:${textDigest(`${identity.kind} ${ownerIdOf(identity)}`)}`;
}

/** Of a device that was let in as this identity before. */
export function triedDeviceId(identity: TriedIdentity, deviceId: string): string {
  return `device:${textDigest(`${deviceId} ${triedNameId(identity)}`)}`;
}

export function triedAddressId(address: string): string {
  return `address:${textDigest(addressBlock(address))}`;
}

/** The id of the user; of root the account's. */
function ownerIdOf(identity: Exclude<TriedIdentity, { readonly kind: "unknown" }>): UniqueId | AccountId {
  return identity.kind === "user" ? identity.userId : identity.accountId;
}

const MAPPED = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;

/** An address of IPv4, or what one customer is given of IPv6 at least: /56. Source: RIPE-690, 4.2. */
export function addressBlock(address: string): string {
  const plain = address.replace(MAPPED, "");
  if (!plain.includes(":")) return plain;
  const [before = "", after] = plain.toLowerCase().split("::", 2);
  const first = before === "" ? [] : before.split(":");
  const last = after === undefined || after === "" ? [] : after.split(":");
  const missing = Math.max(0, 8 - first.length - last.length);
  const groups = [...first, ...Array.from({ length: missing }, () => "0"), ...last];
  const [one = 0, two = 0, three = 0, four = 0] = groups.map((group) => Number.parseInt(group, 16) || 0);
  return [one, two, three, four >> 8].map((part) => part.toString(16)).join(":");
}
