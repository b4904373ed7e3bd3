import { useObservable } from "../../session/observable.ts";
import { sessionStore } from "../../session/session-store.ts";

/** The account in which the page's operations are done. */
export function useAccountId(): string {
  const session = useObservable(sessionStore.state);
  return session.is === "signed-in" || session.is === "ended" ? session.identity.accountId : "";
}
