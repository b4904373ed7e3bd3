/**
 * The cookie of a signed-in browser. Source: RFC 6265bis, cookie name prefixes and SameSite; OWASP, "Session Management Cheat Sheet",
 * cookies. It has no end of its own: the browser forgets it when it is closed, and the store when the session ends.
 */
import type { RequestHead } from "@rolecall/edge";

const NAME = "rolecall-session";
/** 256 bits in base64url. */
const SECRET = /^[\w-]{43}$/;

type Request = Pick<RequestHead, "headers" | "isSecureTransport">;

/** A browser keeps a name that begins so for who set it by TLS, for this host alone. */
function nameOf({ isSecureTransport }: Request): string {
  return isSecureTransport ? `__Host-${NAME}` : NAME;
}

/** The session's secret; undefined where the browser has none. Of two cookies of the name neither counts. */
export function readCookie(request: Request): string | undefined {
  const secret = cookieValue(request, nameOf(request));
  return secret !== undefined && SECRET.test(secret) ? secret : undefined;
}

/** Of two cookies of the name neither counts. */
export function cookieValue(request: Request, name: string): string | undefined {
  const beginning = `${name}=`;
  const pairs = (request.headers.cookie ?? []).flatMap((header) => header.split(";"));
  const values = pairs.map((pair) => pair.trim()).filter((pair) => pair.startsWith(beginning));
  const [value] = values;
  if (value === undefined || values.length > 1) return undefined;
  return value.slice(beginning.length);
}

export function sessionCookie(request: Request, secret: string): string {
  return `${nameOf(request)}=${secret}; ${attributesOf(request)}`;
}

export function clearCookie(request: Request): Readonly<Record<string, string>> {
  return { "Set-Cookie": `${nameOf(request)}=; Max-Age=0; ${attributesOf(request)}` };
}

function attributesOf({ isSecureTransport }: Request): string {
  return `Path=/; HttpOnly; SameSite=Strict${isSecureTransport ? "; Secure" : ""}`;
}
