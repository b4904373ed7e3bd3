import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import type { Send, ServerAnswer } from "@rolecall/metadata";

/** Longer than any answer of a server that is well. */
const TIMEOUT_MS = 5_000;
const ANSWER_BYTES_MAX = 1024 * 1024;

/**
 * Sends requests to a server by POST, each on a connection of its own: there are a few an hour. Redirects are not followed, nor proxies of the
 * environment asked.
 */
export const sendOverHttp: Send = async ({ url, headers, body }) => {
  const http = process.getBuiltinModule(url.protocol === "https:" ? "node:https" : "node:http");
  const request = http.request(url, {
    method: "POST",
    agent: false,
    headers: { ...headers, "content-length": body.length },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  try {
    request.end(body);
    const [response] = (await once(request, "response")) as [IncomingMessage];
    return await readAnswer(response);
  } finally {
    request.destroy();
  }
};

async function readAnswer(response: IncomingMessage): Promise<ServerAnswer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > ANSWER_BYTES_MAX) throw new Error("The answer is too long.");
    chunks.push(chunk);
  }
  return { status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") };
}
