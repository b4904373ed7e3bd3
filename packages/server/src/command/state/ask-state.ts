import { parseMasterKeys } from "@rolecall/credentials";
import { Mistake } from "../../mistake.ts";
import { readUrl } from "../../read-url.ts";
import { proveRequest, sha256Of } from "../../state/state-proof.ts";
import { PROOF_HEADER, STATE_BYTES_MAX, STATE_PATH } from "../../state/state-room.ts";
import type { CommandIo } from "../command.ts";
import { DEFAULT_ENDPOINT } from "../default-endpoint.ts";
import { openSurroundings } from "../process.ts";

const TIMEOUT_MS = 120_000;

interface Asked {
  readonly endpoint: string | undefined;
  readonly method: "GET" | "PUT";
  readonly body: Uint8Array;
}

/** Asks a server for its state, or hands it one. @throws Mistake that says what the server said */
export async function askState({ endpoint, method, body }: Asked, io: CommandIo): Promise<Uint8Array> {
  const { environment } = io;
  const given = environment.ROLECALL_MASTER_KEY;
  if (!given)
    throw new Mistake("ROLECALL_MASTER_KEY is not set: the server's master key says who may have its state.");
  const [key] = parseMasterKeys(given);
  if (key === undefined) throw new Mistake("ROLECALL_MASTER_KEY holds no key.");
  const url =
    readUrl("--endpoint", endpoint) ??
    readUrl("AWS_ENDPOINT_URL", environment.AWS_ENDPOINT_URL || undefined) ??
    DEFAULT_ENDPOINT;
  const proof = proveRequest(key, { method, sha256: sha256Of(body), timeMs: openSurroundings(io).clock() });
  const response = await fetch(`${url}${STATE_PATH}`, {
    method,
    headers: { [PROOF_HEADER]: proof },
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...(method === "PUT" && { body: Buffer.from(body) }),
  }).catch((error: unknown) => {
    const { message, cause } = error as Error;
    throw new Mistake(`${url}: nobody answers there (${cause instanceof Error ? cause.message : message}).`);
  });
  if (!response.ok) throw new Mistake(`${url}: ${await readMessage(response)}`);
  return readBounded(response);
}

async function readMessage(response: Response): Promise<string> {
  try {
    const { message } = (await response.json()) as { readonly message?: unknown };
    return String(message);
  } catch {
    return `what answers there has no state (HTTP ${response.status}).`;
  }
}

async function readBounded(response: Response): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response.body ?? []) {
    size += piece.length;
    if (size > STATE_BYTES_MAX) throw new Mistake("what was answered is larger than a state may be.");
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
