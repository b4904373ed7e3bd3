import type { EpochMilliseconds, Store } from "@rolecall/store";
import { countTry, forgiveTries, type SignInTry } from "./count-try.ts";
import type { TriedIdentity } from "./tried-id.ts";

/** All calls together are one device: an account's keys and sessions are many, and would be so many more guesses. */
const CALLS = "calls";

interface OwnTry {
  /** Whose own password it is. */
  readonly identity: TriedIdentity;
  readonly address: string;
  readonly now: EpochMilliseconds;
}

/**
 * What somebody who is let in gives as its own password once more, such as the old one where it is changed. It is counted as at the sign-in page: who
 * has a stolen key, or sits down before an open console, could else guess without end. INVARIANT: it is counted apart, so that who guesses at the page
 * keeps nobody from changing a password, and who guesses here locks nobody out.
 * @throws StoreError as the store does
 */
export async function tryOwnPassword(
  store: Store,
  own: OwnTry,
  verify: () => Promise<boolean>,
): Promise<"right" | "wrong" | "locked"> {
  const tried: SignInTry = { ...own, deviceId: CALLS };
  if ((await countTry(store, tried)) === "locked") return "locked";
  if (!(await verify())) return "wrong";
  await forgiveTries(store, tried);
  return "right";
}
