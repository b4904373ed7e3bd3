import type { IncomingMessage } from "node:http";

export type Body =
  | { readonly bytes: Uint8Array; readonly problem?: undefined }
  /** "crowded": all bodies that are being read are together larger than the reader holds. */
  | { readonly problem: "tooLarge" | "crowded" | "aborted" };

export interface BodyReader {
  /** Reads a body once and whole, within the limits. Never rejects. */
  read(request: IncomingMessage): Promise<Body>;
}

interface BodyLimits {
  readonly limitBytes: number;
  /** Of all bodies that are being read at one time: nobody has proven yet who sends them. */
  readonly totalLimitBytes: number;
}

const EMPTY = new Uint8Array(0);

export function createBodyReader({ limitBytes, totalLimitBytes }: BodyLimits): BodyReader {
  let heldBytes = 0;
  return {
    read(request) {
      if (Number(request.headers["content-length"] ?? 0) > limitBytes) {
        return Promise.resolve({ problem: "tooLarge" });
      }
      return new Promise((resolve) => {
        let chunks: Buffer[] = [];
        let size = 0;
        let isDone = false;
        const settle = (body: Body) => {
          if (isDone) return;
          isDone = true;
          heldBytes -= size;
          chunks = [];
          resolve(body);
        };
        request.on("data", (chunk: Buffer) => {
          if (isDone) return;
          size += chunk.length;
          heldBytes += chunk.length;
          chunks.push(chunk);
          if (size > limitBytes) settle({ problem: "tooLarge" });
          else if (heldBytes > totalLimitBytes) settle({ problem: "crowded" });
        });
        request.on("end", () => settle({ bytes: joinChunks(chunks) }));
        request.on("error", () => settle({ problem: "aborted" }));
        request.on("close", () => settle({ problem: "aborted" }));
      });
    },
  };
}

function joinChunks(chunks: readonly Buffer[]): Uint8Array {
  if (chunks.length === 1) return chunks[0] ?? EMPTY;
  return chunks.length === 0 ? EMPTY : Buffer.concat(chunks);
}
