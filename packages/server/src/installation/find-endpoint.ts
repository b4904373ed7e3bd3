import { askHealth } from "./ask-health.ts";
import { type Listening, listEndpoints } from "./endpoint-files.ts";

const TIMEOUT_MS = 2_000;

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
    return (await askHealth(endpoint, TIMEOUT_MS)).instance === instance;
  } catch {
    // Nobody listens, or somebody who is not Rolecall.
    return false;
  }
}
