import type { ServerResponse } from "node:http";
import type { Answer } from "./answer.ts";

export type WholeAnswer = Answer & { readonly body: string | Uint8Array };

/** Sends an answer that is there whole. */
export function sendWhole(
  response: ServerResponse,
  { status, headers, body }: WholeAnswer,
  closes: boolean,
): void {
  const length = typeof body === "string" ? Buffer.byteLength(body) : body.length;
  response.writeHead(status, {
    ...headers,
    "Content-Length": length,
    ...(closes && { Connection: "close" }),
  });
  // Where every character is one byte, node copies the text without encoding it.
  if (typeof body === "string") response.end(body, length === body.length ? "latin1" : "utf8");
  else response.end(body);
}
