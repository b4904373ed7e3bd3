import type { SignedIn } from "./identity.ts";
import { request } from "./request.ts";
import { sessionStore } from "./session-store.ts";

/** What a person signs in with. What was missing is sent together with all of it: the server keeps nothing in between. */
export type Credentials =
  | ({ readonly account: string; readonly user: string; readonly password: string } & MoreProof)
  | ({ readonly email: string; readonly password: string } & MoreProof)
  | { readonly flow: string; readonly passkey: unknown };

interface MoreProof {
  readonly mfaCode?: string;
  readonly newPassword?: string;
  /** A passkey as the second factor. */
  readonly flow?: string;
  readonly passkey?: unknown;
}

/** A device that may prove more, in the details of `MfaRequired`. */
export interface OfferedDevice {
  readonly serialNumber: string;
  readonly kind: "totp" | "passkey";
}

/** One of one's own sessions. */
export interface OwnSession {
  readonly id: string;
  readonly device: string;
  readonly address: string;
  readonly since: string;
  readonly lastSeen: string;
  readonly role?: { readonly name: string; readonly displayName?: string };
  readonly current: boolean;
}

/** A role to become. */
export interface RoleToSwitchTo {
  /** An id or an alias. */
  readonly account: string;
  readonly roleName: string;
  readonly displayName?: string;
  readonly color?: string;
}

/** Who is signed in here. @throws ApiError SessionEnded where nobody is. */
export async function resumeSession(): Promise<void> {
  sessionStore.begin(await request<SignedIn>("/session", { method: "GET" }));
}

/** @throws ApiError SignInRefused, MfaRequired, MfaRefused, NewPasswordRequired, NewPasswordRefused */
export async function signIn(credentials: Credentials): Promise<void> {
  sessionStore.signedIn(await request<SignedIn>("/session", { method: "POST", body: credentials }));
}

export async function signOut(): Promise<void> {
  await endSessionHere();
  sessionStore.leave();
}

/** Ends the session; what this page knows of it stays. */
export async function endSessionHere(): Promise<void> {
  await request("/session", { method: "DELETE" });
}

export async function signOutEverywhere(): Promise<void> {
  await request("/sessions", { method: "DELETE" });
  sessionStore.leave();
}

export function listOwnSessions(): Promise<{ readonly sessions: readonly OwnSession[] }> {
  return request("/sessions", { method: "GET" });
}

export async function endOwnSession(id: string): Promise<void> {
  await request(`/sessions/${encodeURIComponent(id)}`, { method: "DELETE" });
}

/** The original identity assumes a role. @throws ApiError AccessDenied with the reason. */
export async function switchRole(role: RoleToSwitchTo): Promise<void> {
  sessionStore.begin(await request<SignedIn>("/session/role", { method: "POST", body: role }));
}

/** Back to who signed in. */
export async function leaveRole(): Promise<void> {
  sessionStore.begin(await request<SignedIn>("/session/role", { method: "DELETE" }));
}
