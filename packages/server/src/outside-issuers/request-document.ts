/** One request, over a connection of its own to an address that was checked. */

import type { IncomingMessage } from "node:http";
import type { CheckedTarget } from "./checked-target.ts";
import { pinnedLookup } from "./pinned-lookup.ts";

/** Bytes of an answer that are read at most. */
export const DOCUMENT_MAX_BYTES = 512 * 1024;

/** Whom a host may prove itself by, instead of the system's authorities. */
export interface Trust {
  readonly ca?: string;
  readonly allowPartialTrustChain?: boolean;
}

export interface Answer {
  readonly status: number;
  /** Where a redirect leads. */
  readonly location?: string | undefined;
  readonly body: Uint8Array;
  readonly maxAgeSeconds?: number | undefined;
}

/** What is sent, where it is not a mere GET. */
export interface Sending {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface RequestOptions {
  readonly trust?: Trust;
  readonly sending?: Sending;
  readonly signal: AbortSignal;
}

/** Packed answers are refused, not unpacked: a small one may become gigabytes. Proxies of the environment are not asked. */
const HEADERS = { accept: "application/json", "accept-encoding": "identity", "user-agent": "rolecall" };

/** @throws Error where there is no answer within the signal's time, or one that is too large */
export function request(
  { url, addresses }: CheckedTarget,
  { trust, sending, signal }: RequestOptions,
): Promise<Answer> {
  // Not imported: see the edge's http-server.ts.
  const http = process.getBuiltinModule(url.protocol === "https:" ? "node:https" : "node:http");
  return new Promise((resolve, reject) => {
    const options = {
      ...trust,
      agent: false as const,
      lookup: pinnedLookup(addresses),
      ...(sending !== undefined && { method: "POST" }),
      headers: { ...HEADERS, ...sending?.headers },
      signal,
    };
    const asked = http.request(url, options, (answer) => {
      readAnswer(answer)
        .then(resolve, reject)
        .finally(() => asked.destroy());
    });
    asked.once("error", reject);
    asked.end(sending?.body);
  });
}

async function readAnswer(answer: IncomingMessage): Promise<Answer> {
  const { statusCode: status = 0, headers } = answer;
  const isRedirect = [301, 302, 303, 307, 308].includes(status) && headers.location !== undefined;
  if (isRedirect || status !== 200)
    return { status, body: Buffer.alloc(0), ...(isRedirect && { location: headers.location }) };
  const encoding = headers["content-encoding"];
  if (encoding !== undefined && encoding !== "identity") throw new Error("the answer is packed");
  return { status, body: await readBody(answer), maxAgeSeconds: maxAgeOf(headers["cache-control"]) };
}

async function readBody(answer: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > DOCUMENT_MAX_BYTES) throw new Error(`the answer has more than ${DOCUMENT_MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function maxAgeOf(cacheControl: string | undefined): number | undefined {
  if (cacheControl === undefined) return undefined;
  if (/\bno-(?:store|cache)\b/i.test(cacheControl)) return 0;
  const [, seconds] = /\bmax-age=(\d{1,10})\b/i.exec(cacheControl) ?? [];
  return seconds === undefined ? undefined : Number(seconds);
}
