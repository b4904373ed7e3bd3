import type { IncomingMessage } from "node:http";

export type Body =
  | { readonly bytes: Uint8Array; readonly problem?: undefined }
  | { readonly problem: "tooLarge" | "aborted" };

const EMPTY = new Uint8Array(0);

/** Reads a body once and whole, but never more than `limitBytes` of it. */
export function readBody(request: IncomingMessage, limitBytes: number): Promise<Body> {
  if (Number(request.headers["content-length"] ?? 0) > limitBytes)
    return Promise.resolve({ problem: "tooLarge" });
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > limitBytes) resolve({ problem: "tooLarge" });
      else chunks.push(chunk);
    });
    request.on("end", () => resolve({ bytes: joinChunks(chunks) }));
    request.on("error", () => resolve({ problem: "aborted" }));
    request.on("close", () => resolve({ problem: "aborted" }));
  });
}

function joinChunks(chunks: readonly Buffer[]): Uint8Array {
  if (chunks.length === 1) return chunks[0] ?? EMPTY;
  return chunks.length === 0 ? EMPTY : Buffer.concat(chunks);
}
