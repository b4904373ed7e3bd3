/** What somebody may do with sessions of its own. */
import { endSession, endSessionOf, endSessions, listSessions } from "@rolecall/sign-in";
import type { BrowserSessionRecord } from "@rolecall/store";
import { answerJson, type JsonAnswer } from "./answers.ts";
import { ConsoleError } from "./console-error.ts";
import type { ConsoleParts } from "./console-parts.ts";
import { clearCookie } from "./cookie.ts";
import { requireCsrfToken } from "./guard.ts";
import { isoTime, showSession } from "./show-identity.ts";
import type { OriginalVisit, SessionVisit, Visit } from "./visit.ts";

export async function getSession(
  { installation }: ConsoleParts,
  { session, secret }: SessionVisit,
): Promise<JsonAnswer> {
  return answerJson(200, await showSession(installation.store, session, secret));
}

/** Signs out, also where the session has ended already. */
export async function deleteSession(
  { signInParts }: ConsoleParts,
  { request, secret }: Visit,
): Promise<JsonAnswer> {
  if (secret !== undefined) {
    requireCsrfToken(request, secret);
    await endSessionOf(signInParts, secret);
  }
  return answerJson(200, {}, clearCookie(request));
}

export async function getSessions(
  { signInParts }: ConsoleParts,
  { session: { record }, now }: OriginalVisit,
): Promise<JsonAnswer> {
  const all = await listSessions(signInParts, record, now);
  return answerJson(200, { sessions: all.map((each) => showOwn(each, record)) });
}

function showOwn(each: BrowserSessionRecord, current: BrowserSessionRecord) {
  const { id, userAgent, address, role, proofs } = each;
  return {
    id,
    device: userAgent,
    address,
    since: isoTime(each.signedInAt),
    lastSeen: isoTime(each.lastSeenAt),
    expiresAt: isoTime(each.expiresAt),
    isMfa: proofs.some(({ kind }) => kind === "mfaDevice"),
    ...(role !== undefined && { role: { name: role.roleName, displayName: role.displayName } }),
    current: id === current.id,
  };
}

export async function deleteOneSession(
  { signInParts }: ConsoleParts,
  { request, session: { record } }: OriginalVisit,
  id: string,
): Promise<JsonAnswer> {
  if (!(await endSession(signInParts, record, id)))
    throw new ConsoleError("NotFound", "You have no such session.");
  return answerJson(200, {}, id === record.id ? clearCookie(request) : {});
}

/** Signs out everywhere. */
export async function deleteSessions(
  { signInParts }: ConsoleParts,
  { request, session: { record } }: OriginalVisit,
): Promise<JsonAnswer> {
  return answerJson(200, { ended: await endSessions(signInParts, record) }, clearCookie(request));
}
