import { setTimeout as delay } from "node:timers/promises";
import { askHealth, assertReady, type Health } from "../../installation/ask-health.ts";
import { findEndpoint } from "../../installation/find-endpoint.ts";
import { Mistake } from "../../mistake.ts";
import { readSeconds } from "../../read-seconds.ts";
import { readUrl } from "../../read-url.ts";
import { type Command, type CommandIo, EXIT_BROKEN, EXIT_OK } from "../command.ts";
import { DEFAULT_ENDPOINT } from "../default-endpoint.ts";
import { parseOptions, refusePositionals } from "../options/parse-options.ts";
import { WAIT_OPTIONS } from "../options/wait-options.ts";

const ASK_EVERY_MS = 100;
/** Of one question: a server that hangs is asked again. */
const ANSWER_MS = 5_000;

/** `rolecall wait`: returns when an installation answers requests, so that a script needs no loop of its own. */
export const wait: Command = async (args, io) => {
  const { values, positionals } = parseOptions(WAIT_OPTIONS, args);
  refusePositionals(positionals);
  const seconds = readSeconds("--timeout", values.timeout);
  const place = placeOf(values, io);
  const untilMs = performance.now() + seconds * 1_000;
  let reason = "";
  for (let leftMs = seconds * 1_000; leftMs > 0; leftMs = untilMs - performance.now()) {
    try {
      const endpoint = await place.find();
      await assertHealthy(endpoint, values.service, Math.ceil(Math.min(leftMs, ANSWER_MS)));
      io.stdout.write(`${endpoint} is ready.\n`);
      return EXIT_OK;
    } catch (error) {
      if (error instanceof Mistake) throw error;
      // The last question has little time, and tells less than the one before it.
      if (reason === "" || leftMs > ASK_EVERY_MS) reason = whyNot(error);
    }
    await delay(Math.max(0, Math.min(ASK_EVERY_MS, untilMs - performance.now())));
  }
  io.stderr.write(`rolecall wait: ${place.name} was not ready within ${seconds} s: ${reason}\n`);
  return EXIT_BROKEN;
};

interface Place {
  /** For messages. */
  readonly name: string;
  /** @throws Error where nobody has said yet where it is */
  find(): Promise<string>;
}

function placeOf(
  { endpoint, data }: { readonly endpoint: string | undefined; readonly data: string | undefined },
  { environment }: CommandIo,
): Place {
  if (endpoint !== undefined && data !== undefined)
    throw new Mistake("--endpoint and --data name two servers: leave one of them out.");
  if (data !== undefined) return { name: `the server of ${data}`, find: () => findIn(data) };
  const url =
    readUrl("--endpoint", endpoint) ??
    readUrl("AWS_ENDPOINT_URL", environment.AWS_ENDPOINT_URL || undefined) ??
    DEFAULT_ENDPOINT;
  return { name: url, find: async () => url };
}

/** It may leave word while we wait. */
async function findIn(dataFolder: string): Promise<string> {
  const { listening, silent } = await findEndpoint(dataFolder);
  if (listening !== undefined) return listening.endpoint;
  throw new Error(
    silent.length === 0
      ? `no server runs on the data folder ${dataFolder}.`
      : `nobody answers for it at ${silent.join(", ")}.`,
  );
}

/** @throws Mistake where there is no such service; Error that says what it waits for */
async function assertHealthy(endpoint: string, wanted: readonly string[], timeoutMs: number): Promise<void> {
  await assertReady(endpoint, timeoutMs);
  const { services = {} } = await askHealth(endpoint, timeoutMs);
  const known = Object.keys(services);
  const missing = wanted.find((name) => !Object.hasOwn(services, name));
  if (missing !== undefined)
    throw new Mistake(`--service: the server has no service "${missing}". It has: ${known.join(", ")}.`);
  const loading = (wanted.length === 0 ? known : wanted).filter((name) => !isReady(services, name));
  if (loading.length > 0) throw new Error(`it loads ${loading.join(", ")}.`);
}

function isReady(services: NonNullable<Health["services"]>, name: string): boolean {
  return services[name]?.state === "ready";
}

function whyNot(error: unknown): string {
  const { name, code, message } = error as NodeJS.ErrnoException;
  if (name === "TimeoutError" || name === "AbortError") return "it does not answer.";
  if (code === "ECONNREFUSED" || code === "ECONNRESET") return `nobody answers there (${code}).`;
  return code === undefined ? message : `${message}.`;
}
