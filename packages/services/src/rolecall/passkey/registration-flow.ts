/** What a registration that was begun is for. The page carries it, sealed; it is good once, for minutes, and for who began it. */

import type { IdentifiedCaller } from "@rolecall/access";
import { openText, sealText } from "@rolecall/credentials";
import { type Environment, spendProof } from "@rolecall/operations";
import type { WriteTransaction } from "@rolecall/store";
import { passkeyRefused } from "./error.ts";

const FLOW_MS = 600_000;
const CHALLENGE_BYTES = 32;

export interface RegistrationFlow {
  /** Base64url. */
  readonly challenge: string;
  readonly signerId: string;
  readonly userName?: string | undefined;
  readonly isPasswordless: boolean;
  readonly expiresAt: number;
}

type Sealing = { readonly caller: IdentifiedCaller; readonly env: Environment; readonly now: number };

export function beginFlow(
  { caller, env, now }: Sealing,
  about: Omit<RegistrationFlow, "challenge" | "expiresAt">,
): { readonly flow: string; readonly challenge: string } {
  const challenge = Buffer.from(env.random(CHALLENGE_BYTES)).toString("base64url");
  const flow: RegistrationFlow = { ...about, challenge, expiresAt: now + FLOW_MS };
  return { flow: sealText(env.keyRing, "flow", JSON.stringify(flow), contextOf(caller)), challenge };
}

/** @throws InvalidPasskeyException where it is none of who calls, or too old */
export function openFlow({ caller, env, now }: Sealing, sealed: string): RegistrationFlow {
  const text = openText(env.keyRing, "flow", sealed, contextOf(caller));
  const flow: RegistrationFlow | undefined = text === undefined ? undefined : JSON.parse(text);
  if (flow === undefined || flow.expiresAt <= now)
    throw passkeyRefused("The Flow is not one that you began in the last ten minutes.");
  return flow;
}

/** @throws InvalidPasskeyException where it was used before */
export async function spendFlow(
  { tx, now }: { readonly tx: WriteTransaction; readonly now: number },
  { challenge, expiresAt }: RegistrationFlow,
): Promise<void> {
  const isFirst = await spendProof(tx, { id: `passkey:${challenge}`, expiresAt }, now);
  if (!isFirst) throw passkeyRefused("The Flow was used before.");
}

function contextOf({ userId }: IdentifiedCaller): string {
  return `passkey registration ${userId}`;
}
