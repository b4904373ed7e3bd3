import type { KeyRing } from "./key-ring.ts";
import { openBox, sealBox } from "./sealed-box.ts";

/** Texts that a client carries for us and may neither read nor change; and one in the store that tells whether a key is its own. */
export type TextPurpose = "marker" | "message" | "check" | "exchange" | "device" | "flow";

/** Longer than anything that is sealed here; longer input is not even decoded. */
const TEXT_MAX = 64 * 1024;

/** Seals a text in base64url. It opens for the same purpose and context alone: a marker fits the call that gave it. */
export function sealText(ring: KeyRing, purpose: TextPurpose, text: string, context = ""): string {
  return sealBox(ring, { purpose, context }, Buffer.from(text, "utf8")).toString("base64url");
}

/** Undefined for whatever was not sealed by this ring for this purpose and context. Never throws. */
export function openText(
  ring: KeyRing,
  purpose: TextPurpose,
  sealed: string,
  context = "",
): string | undefined {
  if (sealed.length > TEXT_MAX) return undefined;
  const box = Buffer.from(sealed, "base64url");
  // Buffer skips what is not base64url, so many spellings would open; only the one that was given does.
  if (box.toString("base64url") !== sealed) return undefined;
  return openBox(ring, { purpose, context }, box)?.toString("utf8");
}

/**
 * Encodes the details of a denial as they stand behind "Encoded authorization failure message:". It opens for the account that was
 * denied alone: they are its own business.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html
 */
export function sealMessage(ring: KeyRing, message: string, accountId: string): string {
  return sealText(ring, "message", message, accountId);
}

/** What a product provider exchanges for the credentials that were delegated to it. It opens for the provider's account alone. */
export function sealTradeInToken(ring: KeyRing, delegationRequestId: string, accountId: string): string {
  return sealText(ring, "exchange", delegationRequestId, accountId);
}

/** The delegation request that it stands for; undefined for what is no such token, or another account's. Never throws. */
export function openTradeInToken(ring: KeyRing, token: string, accountId: string): string | undefined {
  return openText(ring, "exchange", token, accountId);
}

export function openMessage(ring: KeyRing, encoded: string, accountId: string): string | undefined {
  return openText(ring, "message", encoded, accountId);
}
