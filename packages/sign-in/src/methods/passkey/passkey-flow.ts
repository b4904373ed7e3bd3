/** What a passkey is asked by. The page carries it, sealed; it is good once, and for minutes. */
import { openText, sealText } from "@rolecall/credentials";
import type { EpochMilliseconds, WriteTransaction } from "@rolecall/store";
import type { SignInParts } from "../../parts.ts";

const FLOW_MS = 300_000;
const CHALLENGE_BYTES = 32;
const CONTEXT = "passkey sign-in";
/** How many spent ones that ended are forgotten with each, and how long after their end: clocks of nodes differ. */
const FORGOTTEN_AT_A_TIME = 4;
const KEPT_MS = 300_000;

export interface PasskeyFlow {
  /** Base64url. */
  readonly challenge: string;
  /** Whose second factor it is; absent where the passkey itself tells who signs in. */
  readonly ownerId?: string | undefined;
  readonly expiresAt: EpochMilliseconds;
}

export function beginPasskeyFlow(
  { keys, random }: Pick<SignInParts, "keys" | "random">,
  { ownerId, now }: { readonly ownerId?: string | undefined; readonly now: EpochMilliseconds },
): { readonly flow: string; readonly challenge: string } {
  const challenge = Buffer.from(random(CHALLENGE_BYTES)).toString("base64url");
  const flow: PasskeyFlow = { challenge, ownerId, expiresAt: now + FLOW_MS };
  return { flow: sealText(keys.ring, "flow", JSON.stringify(flow), CONTEXT), challenge };
}

/** Undefined for what was not begun here, or is too old. */
export function openPasskeyFlow(
  { keys }: Pick<SignInParts, "keys">,
  sealed: string,
  now: EpochMilliseconds,
): PasskeyFlow | undefined {
  const text = openText(keys.ring, "flow", sealed, CONTEXT);
  const flow: PasskeyFlow | undefined = text === undefined ? undefined : JSON.parse(text);
  return flow !== undefined && flow.expiresAt > now ? flow : undefined;
}

/** @returns false where it was spent before */
export async function spendPasskeyFlow(
  tx: WriteTransaction,
  { challenge, expiresAt }: PasskeyFlow,
  now: EpochMilliseconds,
): Promise<boolean> {
  const id = `passkey:${challenge}`;
  if ((await tx.spentProofs.byId(id)) !== undefined) return false;
  await tx.spentProofs.insert({ id, expiresAt });
  await tx.spentProofs.prune(now - KEPT_MS, FORGOTTEN_AT_A_TIME);
  return true;
}
