import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { type Listening, listEndpoints } from "./endpoint-files.ts";

/** Fetch would load for 60 ms. */
const http = process.getBuiltinModule("node:http");

const TIMEOUT_MS = 2_000;
/** Health is a line. */
const ANSWER_BYTES_MAX = 10_000;

/** What was found at a data folder. */
export interface FoundEndpoint {
  /** A server of this folder that answers now. */
  readonly listening: Listening | undefined;
  /** Where one should, and nobody does. */
  readonly silent: readonly string[];
}

/** Asks each server that left word in the folder whether it is there, the newest first. */
export async function findEndpoint(dataFolder: string): Promise<FoundEndpoint> {
  const silent: string[] = [];
  for (const listening of listEndpoints(dataFolder)) {
    const { endpoint } = listening;
    if (await answers(listening)) return { listening, silent };
    silent.push(endpoint);
  }
  return { listening: undefined, silent };
}

async function answers({ endpoint, instance }: Listening): Promise<boolean> {
  try {
    const health: unknown = JSON.parse(await get(`${endpoint}/_rolecall/health`));
    return (health as { instance?: unknown } | null)?.instance === instance;
  } catch {
    // Nobody listens, or somebody who is not Rolecall.
    return false;
  }
}

async function get(url: string): Promise<string> {
  const request = http.get(url, { signal: AbortSignal.timeout(TIMEOUT_MS), agent: false });
  const [response] = (await once(request, "response")) as [IncomingMessage];
  let text = "";
  for await (const chunk of response) {
    text += chunk;
    if (text.length > ANSWER_BYTES_MAX) throw new Error("This is no health.");
  }
  return text;
}
