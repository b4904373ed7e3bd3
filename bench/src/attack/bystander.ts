/** Somebody else, who asks now and then while another attacks. */
import { connect, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

const PAUSE_MS = 10;
/** Whoever is not answered for so long is counted as having waited that long. */
const PATIENCE_MS = 10_000;

export interface Experience {
  readonly latenciesMs: readonly number[];
  /** Requests that got no success: refused, cut off, not answered. */
  readonly failures: number;
}

/** Asks for so long, one request after another, on a connection that it opens again where it was cut off. */
export async function askFor(
  durationMs: number,
  { port, makeRequest }: { readonly port: number; readonly makeRequest: () => Buffer },
): Promise<Experience> {
  const latenciesMs: number[] = [];
  let failures = 0;
  let socket: Socket | undefined;
  const endMs = performance.now() + durationMs;
  while (performance.now() < endMs) {
    const startMs = performance.now();
    socket ??= connect({ host: "127.0.0.1", port, noDelay: true });
    const isSuccess = await exchange(socket, makeRequest());
    latenciesMs.push(performance.now() - startMs);
    if (!isSuccess) {
      failures += 1;
      socket.destroy();
      socket = undefined;
    }
    await wait(PAUSE_MS);
  }
  socket?.destroy();
  return { latenciesMs, failures };
}

/** True where a whole answer of status 200 came. */
function exchange(socket: Socket, request: Buffer): Promise<boolean> {
  return new Promise((resolve) => {
    let answer = "";
    const settle = (isSuccess: boolean) => {
      clearTimeout(timer);
      socket.removeAllListeners();
      socket.on("error", () => {});
      resolve(isSuccess);
    };
    const timer = setTimeout(settle, PATIENCE_MS, false);
    socket.on("error", () => settle(false));
    socket.on("close", () => settle(false));
    socket.on("data", (chunk: Buffer) => {
      answer += chunk.toString("latin1");
      if (answer.includes("</ResponseMetadata>")) settle(answer.startsWith("HTTP/1.1 200"));
    });
    socket.write(request);
  });
}
