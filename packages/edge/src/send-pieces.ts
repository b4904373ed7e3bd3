import type { ServerResponse } from "node:http";
import type { Answer } from "./answer.ts";
import type { Connection } from "./connection.ts";
import type { UndrainedAnswers } from "./undrained-answers.ts";

export type StreamedAnswer = Answer & { readonly body: AsyncIterable<Uint8Array> };

interface Receiver {
  readonly connection: Connection;
  readonly undrained: UndrainedAnswers;
  readonly closes: boolean;
}

/**
 * Sends an answer as its pieces come, and takes the next piece when the client has taken the last.
 * @throws what the pieces throw; the answer is cut off then, so that no client takes it for whole.
 */
export async function sendPieces(
  response: ServerResponse,
  { status, headers, body }: StreamedAnswer,
  { connection, undrained, closes }: Receiver,
): Promise<void> {
  response.writeHead(status, { ...headers, ...(closes && { Connection: "close" }) });
  try {
    for await (const piece of body) {
      // Who asks by HEAD gets the headers alone.
      if (response.req.method === "HEAD") break;
      if (response.destroyed) return;
      if (response.write(piece)) continue;
      undrained.watch(connection, response);
      await untilDrained(response);
    }
    response.end();
    undrained.watch(connection, response);
  } catch (error) {
    response.destroy();
    throw error;
  }
}

/** Or closed. */
function untilDrained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off("drain", done);
      response.off("close", done);
      resolve();
    };
    response.once("drain", done);
    response.once("close", done);
  });
}
