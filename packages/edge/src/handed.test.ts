import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, createServer, type Server } from "node:net";
import { after, before, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { type HandedServer, serveHanded } from "./http-server.ts";

/** Connections that somebody else accepted, over real sockets: all that holds for our own must hold for them. */
let handed: HandedServer;
let door: Server;
let finish: () => void = () => {};

before(async () => {
  handed = serveHanded({
    newRequestId: () => "id",
    onBug: (error) => assert.fail(String(error)),
    refuse: ({ reason }) => ({ status: 400, headers: {}, body: reason }),
    limits: { headersMs: 300 },
    entranceOf: () => ({
      takes: "whole",
      bodyBytes: 100,
      async answer({ rawPath }) {
        if (rawPath === "/slow") {
          await new Promise<void>((resolve) => {
            finish = resolve;
          });
        }
        return { status: 200, headers: {}, body: `answer to ${rawPath}` };
      },
    }),
  });
  door = createServer((socket) => handed.take(socket)).listen(0, "127.0.0.1");
  await once(door, "listening");
});
after(() => door.close());

function open() {
  const { port } = door.address() as { port: number };
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk;
  });
  return { socket, text: () => text, closed: once(socket, "end").then(() => socket.destroy()) };
}

test("a client that has closed its own side gets its answer", async () => {
  const { socket, text, closed } = open();
  socket.end("GET /half HTTP/1.1\r\nHost: x\r\n\r\n");
  await closed;
  assert.match(text(), /^HTTP\/1.1 200 OK[\s\S]*answer to \/half$/);
});

test("a head that does not end is given up", async () => {
  const { socket, text, closed } = open();
  socket.write("GET / HTTP/1.1\r\nHost: ");
  await closed;
  assert.match(text(), /^HTTP\/1.1 400 [\s\S]*tooSlow$/);
});

test("closing lets a request end, closes who is idle, and takes nobody else", async () => {
  const [idle, slow] = [open(), open()];
  idle.socket.write("GET /idle HTTP/1.1\r\nHost: x\r\n\r\n");
  slow.socket.write("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
  while (!idle.text().includes("/idle")) await wait(10);
  let isClosed = false;
  const closing = handed.close().then(() => {
    isClosed = true;
  });
  await idle.closed;
  const late = open();
  late.socket.on("error", () => {});
  late.socket.write("GET /late HTTP/1.1\r\nHost: x\r\n\r\n");
  await once(late.socket, "close");
  assert.equal(late.text(), "");
  assert.equal(isClosed, false);
  finish();
  await Promise.all([closing, slow.closed]);
  assert.match(slow.text(), /answer to \/slow$/);
});
