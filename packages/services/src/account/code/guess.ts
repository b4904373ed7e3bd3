/**
 * Guessing a code that was sent. INVARIANT: a guess is counted, in a transaction of its own, before it is compared: one that is
 * refused would take its own count back, and guesses at the same time would not hear of each other.
 */
import { verifyPassword } from "@rolecall/credentials";
import type { AccountId } from "@rolecall/names";
import type { Preparation, ServiceError } from "@rolecall/operations";
import type { AccountDetailsRecord, SentCode, Store } from "@rolecall/store";
import { detailsOf } from "../details.ts";
import { accountError, invalidField } from "../error.ts";
import { ACCOUNT_QUOTAS } from "../quotas.ts";

/** Where in an account's details a kind of codes stands. */
export interface CodePlace {
  find(details: AccountDetailsRecord): SentCode | undefined;
  put(details: AccountDetailsRecord, code: SentCode): AccountDetailsRecord;
}

/** What became of a guess: the digest of the code that was guessed; why not, where it was not. */
export interface Guess {
  readonly digest?: string;
  readonly refusal?: ServiceError;
}

interface Guessing {
  readonly accountId: AccountId;
  readonly place: CodePlace;
  readonly otp: string;
}

/** Counts a guess and compares it. What it comes to is looked at again in the transaction that acts on it. */
export async function guessCode(
  { store, env, now }: Pick<Preparation<unknown>, "store" | "env" | "now">,
  { accountId, place, otp }: Guessing,
): Promise<Guess> {
  const limit = ACCOUNT_QUOTAS.of(env).CodeGuesses;
  const counted = await countGuess(store, { accountId, place, now, limit });
  if (counted === undefined) return {};
  if (now >= counted.expiresAt) return { refusal: invalidField("Otp", "The one-time code has expired.") };
  if (counted.failures > limit) {
    return {
      refusal: accountError("TooManyRequestsException", "Too many wrong codes. Ask for a new one."),
    };
  }
  const isRight = await verifyPassword(counted.digest, otp);
  return isRight
    ? { digest: counted.digest }
    : { refusal: invalidField("Otp", "The one-time code is not the one that was sent.") };
}

interface Counting extends Omit<Guessing, "otp"> {
  readonly now: number;
  readonly limit: number;
}

function countGuess(store: Store, { accountId, place, now, limit }: Counting): Promise<SentCode | undefined> {
  return store.write(async (tx) => {
    const details = await detailsOf(tx, accountId);
    const code = place.find(details);
    if (code === undefined || now >= code.expiresAt || code.failures > limit) return code;
    const counted = { ...code, failures: code.failures + 1 };
    await tx.accountDetails.put(place.put(details, counted));
    return counted;
  });
}

/**
 * @throws what the guess was refused with, ResourceNotFoundException where no code was sent, ConflictException where another was
 * meanwhile
 */
export function checkGuess(sent: SentCode | undefined, { digest, refusal }: Guess): void {
  if (refusal !== undefined) throw refusal;
  if (sent === undefined) throw accountError("ResourceNotFoundException", "No one-time code was sent.");
  if (sent.digest !== digest) throw accountError("ConflictException", "Another one-time code was sent.");
}
