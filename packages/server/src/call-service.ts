import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { type SigningCredentials, signRequest } from "@rolecall/sigv4";
import { homeRegion } from "./installation/regions.ts";
import { Mistake } from "./mistake.ts";

/** Whom to ask, and as whom. */
export interface ServiceEndpoint {
  readonly url: URL;
  readonly credentials: SigningCredentials;
  readonly clock: () => number;
  /** The home of the partition where absent. */
  readonly region?: string | undefined;
}

/** A service of JSON 1.1, as its contract names it. */
export interface JsonService {
  /** What is signed for. */
  readonly name: string;
  readonly targetPrefix: string;
  /** What to call it where something else answers. */
  readonly title: string;
  /** Bytes of the largest answer. */
  readonly answerBytesMax: number;
}

/** What a server answered with instead of an output. */
export class CallRefused extends Error {
  readonly code: string;
  constructor(operation: string, code: string, message: string) {
    super(`${operation} was refused: ${code}: ${message}`);
    this.code = code;
  }
}

const TIMEOUT_MS = 30_000;

/**
 * Calls an operation as the AWS CLI does: JSON 1.1, signed with Signature Version 4.
 * @throws CallRefused where the answer is an error; Mistake where nobody of the service answers
 */
export async function callService(
  endpoint: ServiceEndpoint,
  service: JsonService,
  { operation, input }: { readonly operation: string; readonly input: object },
): Promise<Readonly<Record<string, unknown>>> {
  const { status, text } = await post(endpoint, service, { operation, body: JSON.stringify(input) });
  const answer = parse(text);
  if (answer === undefined)
    throw new Mistake(`--endpoint ${endpoint.url.origin}: what answers there is not ${service.title}.`);
  if (status === 200) return answer;
  const code = String(answer.__type ?? status).replace(/^.*#/, "");
  throw new CallRefused(operation, code, String(answer.Message ?? answer.message ?? ""));
}

function parse(text: string): Record<string, unknown> | undefined {
  if (text === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

interface Answered {
  readonly status: number | undefined;
  readonly text: string;
}

async function post(
  { url, credentials, clock, region = homeRegion() }: ServiceEndpoint,
  { name, targetPrefix, answerBytesMax }: JsonService,
  { operation, body }: { readonly operation: string; readonly body: string },
): Promise<Answered> {
  const headers = {
    host: url.host,
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": `${targetPrefix}.${operation}`,
  };
  const payload = Buffer.from(body);
  const signed = signRequest(
    {
      method: "POST",
      rawPath: url.pathname,
      rawQuery: "",
      headers: Object.fromEntries(Object.entries(headers).map(([header, value]) => [header, [value]])),
      payload,
    },
    { credentials, region, service: name, nowMs: clock() },
  );
  const http = process.getBuiltinModule(url.protocol === "https:" ? "node:https" : "node:http");
  try {
    const request = http.request(url, {
      method: "POST",
      headers: { ...headers, ...signed, "content-length": payload.length },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    request.end(payload);
    const [response] = (await once(request, "response")) as [IncomingMessage];
    return { status: response.statusCode, text: await readText(response, answerBytesMax) };
  } catch (error) {
    throw new Mistake(`--endpoint ${url.origin}: ${describeNoAnswer(error as NodeJS.ErrnoException)}.`);
  }
}

async function readText(response: IncomingMessage, bytesMax: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bytesMax) throw new Error("the answer is too long");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** What stood between us and an answer, and what may be done about it. */
function describeNoAnswer({ code = "", message, name }: NodeJS.ErrnoException): string {
  if (code === "ECONNREFUSED") return "nobody listens there: start Rolecall, or name where it listens";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "there is no such host";
  if (code === "EPROTO" || code.startsWith("ERR_SSL"))
    return "what listens there speaks no TLS: write http:// in the place of https://";
  if (name === "TimeoutError" || name === "AbortError")
    return `nobody answered within ${TIMEOUT_MS / 1_000} s`;
  return `nobody answers there (${message})`;
}
