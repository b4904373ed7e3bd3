import type { Server } from "node:http";
import type { Duplex } from "node:stream";
import { commonError, encodeError, limits } from "@rolecall/protocols";
import { createListener, type ListenerParts } from "./listener.ts";

/**
 * Not imported: an import reads every export of the module, of which some load all of fetch. That is 60 ms and 16 MB of each
 * start.
 */
const { createServer } = process.getBuiltinModule("node:http");

export interface HttpServer {
  /** `http://127.0.0.1:4600` */
  readonly endpoint: string;
  /** Takes no new connection, lets requests that were begun end, and closes what is left after the grace time. */
  close(): Promise<void>;
}

interface ListenOptions extends ListenerParts {
  readonly host: string;
  readonly port: number;
}

/** Longer than the idle time of the SDKs' connection pools, so that they close first. */
const KEEP_ALIVE_MS = 65_000;
/** A client that sends slower than this is cut off. */
const REQUEST_TIMEOUT_MS = 30_000;
const GRACE_MS = 10_000;
const IDLE_SWEEP_MS = 20;
const MAX_CONNECTIONS = 10_000;

/** @throws Error with node's code (EADDRINUSE) where the port cannot be had. */
export async function listen(options: ListenOptions): Promise<HttpServer> {
  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      keepAliveTimeout: KEEP_ALIVE_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      headersTimeout: REQUEST_TIMEOUT_MS,
    },
    createListener(options),
  );
  server.maxConnections = MAX_CONNECTIONS;
  server.on("clientError", (error: NodeJS.ErrnoException, socket) =>
    answerBrokenRequest(error, socket, options.newRequestId()),
  );
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, resolve);
  });
  return { endpoint: endpointOf(server, options.host), close: () => closeGracefully(server) };
}

function endpointOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** What is not HTTP, or has too many headers, never reaches the listener. */
function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex, requestId: string): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const isTooLarge = error.code === "HPE_HEADER_OVERFLOW";
  const wire = isTooLarge
    ? {
        ...commonError("headersTooLarge", "query"),
        message: `The request line and headers are larger than ${limits.headerBytes} bytes.`,
      }
    : { code: "BadRequest", httpStatus: 400, message: "The request is not valid HTTP." };
  const { status, headers, body } = encodeError(wire, { protocol: "query", requestId });
  const lines = Object.entries({
    ...headers,
    "Content-Length": Buffer.byteLength(body),
    Connection: "close",
  });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  const reason = isTooLarge ? "Request Header Fields Too Large" : "Bad Request";
  socket.end(`HTTP/1.1 ${status} ${reason}\r\n${head}\r\n${body}`);
}

async function closeGracefully(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection that is busy now stays open behind its answer, for the next request, unless it is looked for again.
  const sweep = setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MS);
  const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}
