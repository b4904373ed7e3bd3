/**
 * What a page would ask first, answered within the page: who is signed in, and the operation that it shows. The console's own door is
 * asked, as the page would ask it: the same guards, the same pipeline, the same entry in the audit log.
 */
import { setTimeout as wait } from "node:timers/promises";
import type { FirstCall } from "@rolecall/console";
import { csrfTokenOf } from "@rolecall/credentials";
import type { RequestHead } from "@rolecall/edge";
import type { Console } from "../console.ts";
import { readCookie } from "../cookie.ts";

/** So long the page's end waits; what is later the page asks for itself. */
const PATIENCE_MS = 250;
/** More would keep the page's own files waiting. */
const BYTES_MAX = 300_000;

/**
 * The element that holds the answers, to be put into the page; "" where nobody is signed in, where it took too long, and where it is not
 * a person who opens a page here: a page that is fetched by a script or fetched ahead is given nothing.
 */
export async function answerFirst(
  door: Console,
  head: RequestHead,
  call: FirstCall | undefined,
): Promise<string> {
  const secret = readCookie(head);
  if (secret === undefined || !isOpened(head)) return "";
  const patience = new AbortController();
  const answers = Promise.all([askSession(door, head), askCall(door, head, { call, secret })]);
  const late = wait(PATIENCE_MS, undefined, { signal: patience.signal }).catch(() => undefined);
  const found = await Promise.race([answers, late]);
  patience.abort();
  if (found === undefined) return "";
  const [session, answered] = found;
  if (session === undefined) return "";
  const json = `{"session":${session}${answered === undefined ? "" : `,"call":${answered}`}}`;
  if (json.length > BYTES_MAX) return "";
  return `<script type="application/json" id="rc-first">${escapeForHtml(json)}</script>`;
}

/** By a person in this browser: no page of another site leads here with a session, and no script reads what is sent. */
function isOpened({ headers }: RequestHead): boolean {
  const [site] = headers["sec-fetch-site"] ?? [];
  const [destination] = headers["sec-fetch-dest"] ?? [];
  const isOwn = site === "none" || site === "same-origin";
  return isOwn && destination === "document" && headers["sec-purpose"] === undefined;
}

/** Undefined where the session is over: the page asks, and is told so. */
async function askSession(door: Console, head: RequestHead): Promise<string | undefined> {
  const request = { ...head, method: "GET", rawPath: "/console/session", rawQuery: "", body: NOTHING };
  const { status, body } = await door.answer(request);
  return status === 200 && typeof body === "string" ? body : undefined;
}

interface Asked {
  readonly call: FirstCall | undefined;
  readonly secret: string;
}

/** A refusal is an answer too: asked again it would be the same, and stand in the audit log twice. */
async function askCall(
  door: Console,
  head: RequestHead,
  { call, secret }: Asked,
): Promise<string | undefined> {
  if (call === undefined) return undefined;
  const { service, operation, input } = call;
  const { status, body } = await door.answer({
    ...head,
    method: "POST",
    rawPath: `/console/api/${service}/${operation}`,
    rawQuery: "",
    headers: {
      ...head.headers,
      origin: undefined,
      "content-type": ["application/json"],
      "x-rolecall-csrf": [csrfTokenOf(secret)],
    },
    body: Buffer.from(JSON.stringify(input)),
  });
  if (typeof body !== "string" || status >= 500) return undefined;
  return `{"call":${JSON.stringify(call)},"status":${status},"answer":${body}}`;
}

const NOTHING = new Uint8Array();

/** INVARIANT: nothing in it ends the element, whatever somebody called a user. In JSON these stand within texts alone. */
function escapeForHtml(json: string): string {
  return json.replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
