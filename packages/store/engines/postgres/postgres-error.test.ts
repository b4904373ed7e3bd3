import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { test } from "node:test";
import { DatabaseError, isConnectionLost, toStoreError } from "./postgres-error.ts";

test("a connection that ends while it is written to is lost, whatever the system calls it", async () => {
  // Not before it is written to: who finds the end first ends by itself, and nothing is lost.
  const server = createServer((socket) => socket.once("data", () => socket.resetAndDestroy()));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const socket = connect(server.address() as { port: number });
  const [error] = await failureOf(socket);
  server.close();
  assert.match(String(error.code), /^(?:EPIPE|ECONNRESET)$/);
  // Of five capitals, as the server's codes are.
  const pipe = Object.assign(new Error("write EPIPE"), { code: "EPIPE", syscall: "write", errno: -32 });
  for (const lost of [error, pipe]) {
    const failure = new DatabaseError(lost);
    assert.equal(failure.state, undefined);
    assert.ok(isConnectionLost(failure));
    assert.equal((toStoreError(failure) as { code?: string }).code, "unavailable");
  }
});

/** Writes until the other end is gone. */
async function failureOf(socket: Socket): Promise<[NodeJS.ErrnoException]> {
  const failed = once(socket, "error") as Promise<[NodeJS.ErrnoException]>;
  // `once` of an error resolves with it where that is what is waited for.
  const writing = setInterval(() => socket.write("x".repeat(65_536)), 1);
  try {
    return await failed;
  } finally {
    clearInterval(writing);
  }
}
