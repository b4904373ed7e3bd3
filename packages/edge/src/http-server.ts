import type { Server } from "node:http";
import type { Duplex } from "node:stream";
import { createBodyReader } from "./body-reader.ts";
import type { Socket } from "./connection.ts";
import { type Connections, createConnections } from "./connections.ts";
import { createFairShare } from "./fair-share.ts";
import { EDGE_LIMITS, type EdgeLimits } from "./limits.ts";
import { createListener, type ListenerParts } from "./listener.ts";
import type { RefusalReason, Refuse } from "./refusal.ts";
import { createUndrainedAnswers } from "./undrained-answers.ts";

/**
 * Not imported: an import reads every export of the module, of which some load all of fetch. That is 60 ms and 16 MB of each
 * start.
 */
const { createServer, STATUS_CODES } = process.getBuiltinModule("node:http");

export interface HttpServer {
  /** `http://127.0.0.1:4600` */
  readonly endpoint: string;
  /** Takes no new connection, lets requests that were begun end, and closes what is left after the grace time. */
  close(): Promise<void>;
}

/** Serves connections that another process has accepted. */
export interface HandedServer {
  take(socket: Socket): void;
  /** As of HttpServer; what is handed from now on is closed. */
  close(): Promise<void>;
}

export interface ServeOptions extends ListenerParts {
  readonly limits?: Partial<EdgeLimits>;
}

export interface ListenOptions extends ServeOptions {
  readonly host: string;
  readonly port: number;
}

const IDLE_SWEEP_MS = 20;
/** How often what takes too long is looked for. */
const TICK_MS = 1_000;
/** How often heads that do not end are counted: in between, no more comes than can be parsed in this time. */
const SWEEP_HEADS_MS = 250;

/** @throws Error with node's code (EADDRINUSE) where the port cannot be had. */
export async function listen(options: ListenOptions): Promise<HttpServer> {
  const { server, close } = openServer(options);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, resolve);
  });
  return { endpoint: endpointOf(server, options.host), close };
}

/** The same, of connections that are handed over one by one. */
export function serveHanded(options: ServeOptions): HandedServer {
  const { server, close } = openServer(options);
  // INVARIANT: node looks for heads that are too slow from this event on, and this server never listens for itself.
  server.emit("listening");
  let isClosing = false;
  return {
    take(socket) {
      if (isClosing) return void socket.destroy();
      // As node makes those that it accepts for an HTTP server.
      socket.allowHalfOpen = true;
      socket.setNoDelay(true);
      server.emit("connection", socket);
    },
    close() {
      isClosing = true;
      return close();
    },
  };
}

interface OpenServer {
  readonly server: Server;
  readonly close: () => Promise<void>;
}

function openServer(options: ServeOptions): OpenServer {
  const limits = { ...EDGE_LIMITS, ...options.limits };
  const requests = createFairShare(limits.allRequestsBytes);
  const connections = createConnections({ ...limits, requests });
  const bodies = createBodyReader();
  const undrained = createUndrainedAnswers(limits);
  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      keepAliveTimeout: limits.keepAliveMs,
      headersTimeout: limits.headersMs,
      // A streamed body may take as long as it likes, as long as it comes.
      requestTimeout: 0,
      // Node's own default looks every 30 s, so that the time-out may take as much longer.
      connectionsCheckingInterval: TICK_MS,
    },
    createListener(options, { limits, connections, bodies, requests, undrained }),
  );
  server.maxHeadersCount = limits.headers;
  server.on("connection", connections.open);
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    answerBroken(connections, socket, {
      error,
      answer: (reason) => options.refuse({ reason, requestId: options.newRequestId(), limits, bodyBytes: 0 }),
    });
  });
  const ticking = setInterval(() => {
    connections.tick();
    bodies.tick();
    undrained.tick();
  }, TICK_MS).unref();
  const sweeping = setInterval(() => connections.sweepHeads(), SWEEP_HEADS_MS).unref();
  return {
    server,
    async close() {
      await closeGracefully(server, connections, limits.graceMs);
      clearInterval(ticking);
      clearInterval(sweeping);
    },
  };
}

function endpointOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** By node's code for what is wrong; anything else is no HTTP. */
const REASONS: ReadonlyMap<string | undefined, RefusalReason> = new Map([
  ["HPE_HEADER_OVERFLOW", "headersTooLarge"],
  ["ERR_HTTP_REQUEST_TIMEOUT", "tooSlow"],
]);

interface Broken {
  readonly error: NodeJS.ErrnoException & { readonly rawPacket?: Uint8Array };
  readonly answer: (reason: RefusalReason) => ReturnType<Refuse>;
}

/** What is not HTTP, comes too slowly, or has too many headers, never reaches the listener, or not whole. */
function answerBroken(connections: Connections, socket: Duplex, { error, answer }: Broken): void {
  const connection = connections.find(socket);
  const isSilent = connection?.socket.bytesRead === 0;
  if (connection === undefined || error.code === "ECONNRESET" || isSilent) return void socket.destroy();
  const { status, headers, body } = answer(
    REASONS.get(error.code) ?? (isHandshake(error) ? "tls" : "notHttp"),
  );
  const lines = Object.entries({
    ...headers,
    "Content-Length": Buffer.byteLength(body),
    Connection: "close",
  });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  connection.closeWith(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head}\r\n${body}`);
}

/** Source: RFC 8446, section 5.1: the type of a record with a handshake, and the version of all first records. */
function isHandshake({ rawPacket }: Broken["error"]): boolean {
  return rawPacket?.[0] === 0x16 && rawPacket[1] === 0x03;
}

async function closeGracefully(server: Server, connections: Connections, graceMs: number): Promise<void> {
  // Node counts what it has accepted itself, and not what was handed over.
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection that is busy now stays open behind its answer, for the next request, unless it is looked for again.
  const sweep = setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MS);
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  await connections.whenNone();
  clearInterval(sweep);
  clearTimeout(cut);
}
