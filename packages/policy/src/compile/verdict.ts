/**
 * What the policies of one layer say about a request, as a number, so that the strongest of several is the greatest.
 * The grades of allowing tell how an Allow of a resource-based policy names the principal: IAM User Guide, "How AWS
 * enforcement code logic evaluates requests to allow or deny access". A layer without principals allows directly.
 */
export type Verdict = 0 | 1 | 2 | 3 | 4;

export const NOTHING = 0;
/** To the principal's account, which delegates to the account's own policies. */
export const ALLOWED_TO_ACCOUNT = 1;
/** To the role of a session or the user who federated: limited by boundary and session policies. */
export const ALLOWED_TO_ROLE = 2;
/** To the user, the session or everyone: within the account, limited by nothing but an explicit deny. */
export const ALLOWED = 3;
export const DENIED = 4;

/** Whether no other statement of the same effect can say more. */
export function isFinal(verdict: Verdict): boolean {
  return verdict >= ALLOWED;
}

/** How an Allow names a principal: a verdict that does not deny. */
export type Grant = Exclude<Verdict, typeof DENIED>;
