import { once } from "node:events";
import type { IncomingMessage } from "node:http";

/** Health is a line. */
const ANSWER_BYTES_MAX = 10_000;

/** What is read of an installation's health, besides what people read in it. */
export interface Health {
  readonly instance: string;
  /** Absent in an older server's. */
  readonly region?: string;
  readonly services?: Readonly<Record<string, { readonly state?: string } | undefined>>;
}

/** Asks a server for its health. @throws Error that says why there is none */
export async function askHealth(endpoint: string, timeoutMs: number): Promise<Health> {
  const { status, value } = await getJson(`${endpoint}/_rolecall/health`, timeoutMs);
  if (status === 200 && isHealth(value)) return value;
  throw new Error(status === 200 ? NOT_ROLECALL : (textIn(value, "message") ?? `it answers HTTP ${status}.`));
}

/** Whether a server answers requests now. @throws Error that says why it does not */
export async function assertReady(endpoint: string, timeoutMs: number): Promise<void> {
  const { status, value } = await getJson(`${endpoint}/_rolecall/ready`, timeoutMs);
  if (status === 200) return;
  throw new Error(
    textIn(value, "reason") ??
      textIn(value, "message") ??
      `what answers there is no Rolecall (HTTP ${status}).`,
  );
}

const NOT_ROLECALL = "what answers there is no Rolecall.";

const SERVICE_NAME = /^[a-z][a-z0-9-]{0,63}$/;

function isHealth(value: unknown): value is Health {
  const [region = "", services = {}] = [memberOf(value, "region"), memberOf(value, "services")];
  return (
    textIn(value, "instance") !== undefined &&
    typeof region === "string" &&
    typeof services === "object" &&
    Object.keys(services ?? {}).every((name) => SERVICE_NAME.test(name))
  );
}

/** Characters of what a server says that are passed on to a terminal. */
const TOLD_MAX = 500;

/** INVARIANT: whoever answers there writes nothing to a terminal but visible characters, in one line. */
function textIn(value: unknown, name: string): string | undefined {
  const found = memberOf(value, name);
  return typeof found === "string"
    ? found.slice(0, TOLD_MAX).replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ")
    : undefined;
}

function memberOf(value: unknown, name: string): unknown {
  return (value as Readonly<Record<string, unknown>> | null | undefined)?.[name];
}

interface Got {
  readonly status: number;
  /** Undefined where it is no JSON. */
  readonly value: unknown;
}

async function getJson(url: string, timeoutMs: number): Promise<Got> {
  // Fetch would load for 60 ms.
  const { get } = process.getBuiltinModule(url.startsWith("https:") ? "node:https" : "node:http");
  const request = get(url, { signal: AbortSignal.timeout(timeoutMs), agent: false });
  const [response] = (await once(request, "response")) as [IncomingMessage];
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > ANSWER_BYTES_MAX) throw new Error(NOT_ROLECALL);
    chunks.push(chunk);
  }
  return { status: response.statusCode ?? 0, value: parse(Buffer.concat(chunks).toString("utf8")) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
