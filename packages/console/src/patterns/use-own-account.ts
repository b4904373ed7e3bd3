import { useObservable } from "../session/observable.ts";
import { sessionStore } from "../session/session-store.ts";

/** The id of the account that this page shows; empty before anybody is signed in. */
export function useOwnAccount(): string {
  const session = useObservable(sessionStore.state);
  return "identity" in session ? session.identity.accountId : "";
}
