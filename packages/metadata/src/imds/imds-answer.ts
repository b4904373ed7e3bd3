import type { Answer } from "@rolecall/edge";

const NAMES = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  408: "Request Timeout",
  413: "Content Too Large",
  431: "Request Header Fields Too Large",
  500: "Internal Server Error",
  503: "Service Unavailable",
} as const;

export type ErrorStatus = keyof typeof NAMES;

const SERVER = "EC2ws";

/** The small page that EC2 sends for whatever is not 200. */
export function errorAnswer(status: ErrorStatus): Answer & { readonly body: string } {
  const title = `${status} - ${NAMES[status]}`;
  const body = `<?xml version="1.0" encoding="iso-8859-1"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
\t"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">
 <head>
  <title>${title}</title>
 </head>
 <body>
  <h1>${title}</h1>
 </body>
</html>
`;
  return { status, headers: { "Content-Type": "text/html", Server: SERVER, Connection: "close" }, body };
}

/** As a trace of EC2 has it for the wrong method on the path of tokens. */
export function methodAnswer(status: 200 | 405, allow: string): Answer {
  const headers = { "Content-Type": "text/plain", Allow: allow, Server: SERVER, Connection: "close" };
  return { status, headers, body: "" };
}

export function tokenAnswer(token: string, ttlSeconds: number): Answer {
  return {
    status: 200,
    headers: { ...ttlHeader(ttlSeconds), "Content-Type": "text/plain", Server: SERVER },
    body: token,
  };
}

export interface Item {
  readonly body: string | Uint8Array;
  /** Milliseconds since 1970. */
  readonly modifiedAtMs: number;
  /** Raw bytes, as user data is. */
  readonly isRaw?: boolean;
}

/** @param ttlSeconds of the token that was shown; undefined: version 1, which closes the connection as EC2's does. */
export function itemAnswer(
  { body, modifiedAtMs, isRaw = false }: Item,
  ttlSeconds: number | undefined,
): Answer {
  const headers = {
    "Content-Type": isRaw ? "application/octet-stream" : "text/plain",
    "Accept-Ranges": isRaw ? "bytes" : "none",
    "Last-Modified": new Date(modifiedAtMs).toUTCString(),
    Server: SERVER,
    ...(ttlSeconds === undefined ? { Connection: "close" } : ttlHeader(ttlSeconds)),
  };
  return { status: 200, headers, body };
}

/** INVARIANT: without it the SDKs for Go and Ruby take the answer for that of version 1, and drop to it without a word. */
function ttlHeader(ttlSeconds: number): Readonly<Record<string, string>> {
  return { "X-Aws-Ec2-Metadata-Token-Ttl-Seconds": String(ttlSeconds) };
}
