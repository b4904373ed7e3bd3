import type { Identity } from "../session/identity.ts";
import { useObservable } from "../session/observable.ts";
import { sessionStore } from "../session/session-store.ts";

/** Who is signed in; undefined while it is not known. */
export function useMyself(): Identity | undefined {
  const session = useObservable(sessionStore.state);
  return "identity" in session ? session.identity : undefined;
}
