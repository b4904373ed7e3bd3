import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { PAGE_POLICY } from "./layout/page-policy.ts";

/** A closed set: the site has no other files. */
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

export interface ServedSite {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Serves a built site on this machine, under the policy that any server should give it. @param port 0 takes any that is free */
export async function serveSite(folder: string, port: number): Promise<ServedSite> {
  const server = createServer((request, response) => void answer(folder, request.url ?? "/", response));
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const { port: taken } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${taken}`,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function answer(folder: string, url: string, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(url, "http://localhost");
  const path = normalize(decodeURIComponent(pathname)).replace(/\/$/, "/index.html");
  const type = TYPES[extname(path)];
  try {
    if (type === undefined) throw new Error("The site has no such files.");
    // Normalized from the root, a path has no way out of the folder.
    const body = await readFile(join(folder, path));
    response.writeHead(200, {
      "Content-Type": type,
      "Content-Security-Policy": `${PAGE_POLICY}; frame-ancestors 'none'`,
      "X-Content-Type-Options": "nosniff",
    });
    response.end(body);
  } catch {
    response.writeHead(404, { "Content-Type": "text/plain" }).end("There is no such page.\n");
  }
}
