export { type BegunSession, beginSession, type NewSession } from "./browser-session/begin-session.ts";
export {
  confirmSession,
  findOriginal,
  findSession,
  seeSession,
} from "./browser-session/find-session.ts";
export type { LiveSession } from "./browser-session/live-session.ts";
export { endSession, endSessionOf, endSessions, listSessions } from "./browser-session/own-sessions.ts";
export { enterRole, leaveRole } from "./browser-session/switch-role.ts";
export { listCompanies } from "./companies/list-companies.ts";
export { type AskedPasskey, askPasskey } from "./flows/sign-in/ask-passkey.ts";
export { type SignedIn, signIn } from "./flows/sign-in/sign-in.ts";
export type { Attempt, Device, Given, PasswordChange, PasswordVerdict } from "./methods/method.ts";
export type { SignInParts } from "./parts.ts";
export { findAccount, type Who } from "./principal/find-principal.ts";
export type { Principal } from "./principal/principal.ts";
export { type About, SignInRefusal, sessionEnded } from "./refusal.ts";
