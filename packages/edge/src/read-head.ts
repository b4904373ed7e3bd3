import type { IncomingMessage } from "node:http";
import type { Connection } from "./connection.ts";
import { headerValues } from "./header-values.ts";
import type { RequestHead } from "./request.ts";
import type { ReadSender } from "./sender.ts";
import { splitTarget } from "./target.ts";

/** A request whose body is put in when it is there: another object for it would cost as much as reading the headers. */
export interface OpenRequest extends RequestHead {
  body: Uint8Array;
}

interface Arrival {
  readonly request: IncomingMessage;
  readonly connection: Connection;
  readonly id: string;
}

const NO_BODY = new Uint8Array(0);

/** All that is known of a request before its body. */
export function readHead(
  { request, connection, id }: Arrival,
  readSender: ReadSender | undefined,
): OpenRequest {
  const { rawPath, rawQuery, authority } = splitTarget(request.url ?? "/");
  const headers = headerValues(request);
  const sender = readSender?.(connection.address, headers);
  return {
    id,
    method: request.method ?? "GET",
    rawPath,
    rawQuery,
    headers: authority === undefined ? headers : { ...headers, host: [authority] },
    sourceIp: sender?.address ?? connection.address,
    isSecureTransport: sender?.isSecure ?? false,
    body: NO_BODY,
  };
}

/**
 * Of the transfer codings only chunked is understood. Node takes whatever ends with it for chunked, and its content for what
 * it is not. Source: RFC 9112, section 6.1.
 */
export function hasKnownCoding({ headers }: IncomingMessage): boolean {
  const coding = headers["transfer-encoding"];
  return coding === undefined || coding.toLowerCase() === "chunked";
}
