/** The token of `Action=getSigninToken`: good once, for a quarter of an hour, for the session that it was given for. */
import { encodeClaims, openText, type SessionClaims, sealText } from "@rolecall/credentials";
import { spendProof } from "@rolecall/operations";
import type { Installation } from "../../installation/installation.ts";

/** Source: IAM User Guide, "Enable custom identity broker access to the AWS console". */
const TOKEN_MS = 900_000;
const ID_BYTES = 16;
const CONTEXT = "sign-in token";

interface SignInToken {
  readonly id: string;
  readonly accessKeyId: string;
  /** As the tokens of sessions have them. */
  readonly claims: string;
  readonly expiresAt: number;
}

type Sealing = Pick<Installation, "keyRing" | "random">;

export function sealSignInToken(
  { keyRing, random }: Sealing,
  { accessKeyId, claims }: { readonly accessKeyId: string; readonly claims: SessionClaims },
  now: number,
): string {
  const id = Buffer.from(random(ID_BYTES)).toString("base64url");
  const token: SignInToken = { id, accessKeyId, claims: encodeClaims(claims), expiresAt: now + TOKEN_MS };
  return sealText(keyRing, "flow", JSON.stringify(token), CONTEXT);
}

/** Opens it and spends it, on all nodes together. Undefined for what is none, is too old, or was used. */
export async function spendSignInToken(
  { keyRing, store }: Pick<Installation, "keyRing" | "store">,
  sealed: string | null,
  now: number,
): Promise<SignInToken | undefined> {
  const text = sealed === null ? undefined : openText(keyRing, "flow", sealed, CONTEXT);
  const token: SignInToken | undefined = text === undefined ? undefined : JSON.parse(text);
  if (token === undefined || token.expiresAt <= now) return undefined;
  const { id, expiresAt } = token;
  const isFirst = await store.write((tx) => spendProof(tx, { id: `signin:${id}`, expiresAt }, now));
  return isFirst ? token : undefined;
}
