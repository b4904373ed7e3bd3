/** The load: requests in batches, and answers that are counted and hardly looked at. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { FloodLoad, FloodResult } from "./flood.ts";

const STATUS = Buffer.from("HTTP/1.1 ");
const SUCCESS = "200";

process.on("message", (load: FloodLoad) => {
  send(load).then(
    (durationMs) => process.send?.({ durationMs } satisfies FloodResult),
    (error: unknown) => process.send?.({ failure: String(error) } satisfies FloodResult),
  );
});

async function send({ port, connections, batches, depth }: FloodLoad): Promise<number> {
  const sockets = await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = connect({ host: "127.0.0.1", port, noDelay: true });
      await once(socket, "connect");
      return socket;
    }),
  );
  let sent = 0;
  const next = () => batches[sent++];
  const startMs = performance.now();
  await Promise.all(sockets.map((socket) => keepBusy(socket, next, depth)));
  const durationMs = performance.now() - startMs;
  for (const socket of sockets) socket.destroy();
  return durationMs;
}

function keepBusy(socket: Socket, next: () => Uint8Array | undefined, depth: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let missing = 0;
    /** The end of what came, where a status line may be cut in two. */
    let rest: Buffer = Buffer.alloc(0);
    const sendNext = () => {
      const batch = next();
      if (batch === undefined) return resolve();
      missing = depth;
      socket.write(batch);
    };
    socket.on("data", (piece: Buffer) => {
      const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
      let at = bytes.indexOf(STATUS);
      let end = 0;
      while (at >= 0 && at + STATUS.length + SUCCESS.length <= bytes.length) {
        end = at + STATUS.length + SUCCESS.length;
        if (bytes.toString("latin1", at + STATUS.length, end) !== SUCCESS)
          return reject(new Error(`${bytes}`));
        missing -= 1;
        at = bytes.indexOf(STATUS, end);
      }
      rest = bytes.subarray(Math.max(end, bytes.length - STATUS.length - SUCCESS.length + 1));
      if (missing === 0) sendNext();
    });
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("The server closed a connection.")));
    sendNext();
  });
}
