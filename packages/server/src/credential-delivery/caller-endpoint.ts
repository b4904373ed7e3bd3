import { findEndpoint } from "../installation/find-endpoint.ts";
import { Mistake } from "../mistake.ts";
import { readUrl } from "../read-url.ts";

interface Asked {
  readonly endpoint: string | undefined;
  readonly data: string;
}

/**
 * The server that a command asks: one that was named, else that of the environment, else the one that runs on the data folder.
 * @throws Mistake where there is none
 */
export async function readCallerEndpoint(
  { endpoint, data }: Asked,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  if (endpoint !== undefined) return requireUrl("--endpoint", endpoint);
  for (const name of ["AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL"]) {
    const value = environment[name];
    if (value) return requireUrl(name, value);
  }
  const { listening } = await findEndpoint(data);
  if (listening !== undefined) return listening.endpoint;
  throw new Mistake(
    `which server? None runs on the data folder ${data}. Name one with --endpoint, or set AWS_ENDPOINT_URL.`,
  );
}

function requireUrl(name: string, text: string): string {
  return readUrl(name, text) ?? text;
}
