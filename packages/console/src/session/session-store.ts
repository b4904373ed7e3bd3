import { readClock } from "../app/surroundings.ts";
import type { Identity, SignedIn } from "./identity.ts";
import { createObservable } from "./observable.ts";

/** What this page knows of who is signed in. */
export type SessionState =
  /** Nobody has asked the server yet. */
  | { readonly is: "unknown" }
  | { readonly is: "signed-out" }
  | { readonly is: "signed-in"; readonly identity: Identity; readonly csrfToken: string }
  /** The page stays as it was; its identity is asked to sign in again. */
  | { readonly is: "ended"; readonly identity: Identity; readonly endedAt: number };

const state = createObservable<SessionState>({ is: "unknown" });
let isJustSignedIn = false;

/** The one session of this page. Nothing of it is kept outside memory: the cookie is the server's, and no script sees it. */
export const sessionStore = {
  state,
  csrfToken(): string | undefined {
    const now = state.read();
    return now.is === "signed-in" ? now.csrfToken : undefined;
  },
  begin({ identity, csrfToken }: SignedIn): void {
    state.write({ is: "signed-in", identity, csrfToken });
  },
  /** Somebody proved who they are on this page, a moment ago. */
  signedIn(signed: SignedIn): void {
    isJustSignedIn = true;
    sessionStore.begin(signed);
  },
  /** Whether that was so; asked once. */
  takeJustSignedIn(): boolean {
    const was = isJustSignedIn;
    isJustSignedIn = false;
    return was;
  },
  /** The server said that it is over, or that there is none. */
  end(): void {
    const now = state.read();
    if (now.is === "signed-in") state.write({ is: "ended", identity: now.identity, endedAt: readClock() });
    else if (now.is === "unknown") state.write({ is: "signed-out" });
  },
  leave(): void {
    state.write({ is: "signed-out" });
  },
};
