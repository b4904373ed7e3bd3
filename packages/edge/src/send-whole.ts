import type { ServerResponse } from "node:http";
import type { Answer } from "./answer.ts";

export type WholeAnswer = Answer & { readonly body: string | Uint8Array };

/**
 * From this length on an answer leaves as bytes. Node puts a text behind the head and writes both as one, which copies it twice
 * more; bytes it hands on as they are.
 */
const APART_BYTES = 16_384;

/** Sends an answer that is there whole. */
export function sendWhole(
  response: ServerResponse,
  { status, headers, cookies, body }: WholeAnswer,
  closes: boolean,
): void {
  const length = typeof body === "string" ? Buffer.byteLength(body) : body.length;
  response.writeHead(status, {
    ...headers,
    ...(cookies !== undefined && { "Set-Cookie": [...cookies] }),
    "Content-Length": length,
    ...(closes && { Connection: "close" }),
  });
  // Where every character is one byte, node copies the text without encoding it.
  const encoding = length === body.length ? "latin1" : "utf8";
  if (typeof body !== "string") response.end(body);
  else if (length < APART_BYTES) response.end(body, encoding);
  else response.end(Buffer.from(body, encoding));
}
