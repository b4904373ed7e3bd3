import { CredentialsRefused } from "../rotation/role-credentials.ts";
import { isPassing, type Send, type ServerAnswer, ServerAway } from "./send.ts";

/** Where the service `rolecall` is, and who this machine is. */
export interface RolecallEndpoint {
  readonly send: Send;
  readonly endpoint: URL;
  readonly clock: () => number;
}

export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Calls an operation of Rolecall's own service that nobody signs: JSON 1.1.
 * @throws CredentialsRefused with the server's code where it answers with an error; Error where it cannot be asked
 */
export async function callRolecall(
  { send, endpoint, clock }: RolecallEndpoint,
  operation: string,
  input: JsonObject,
): Promise<JsonObject> {
  const sent = await send({
    url: endpoint,
    headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": `Rolecall.${operation}` },
    body: Buffer.from(JSON.stringify(input)),
  });
  return readRolecallAnswer(sent, clock());
}

/**
 * What an answer of Rolecall's own service says.
 * @throws CredentialsRefused with its code where it is an error; ServerAway where it is none of Rolecall's, or says that it may be asked again
 */
export function readRolecallAnswer({ status, text }: ServerAnswer, atMs: number): JsonObject {
  const answer = parseObject(text);
  if (answer === undefined)
    throw new ServerAway(`HTTP ${status}, and no JSON: what answers there is not Rolecall.`);
  if (status === 200) return answer;
  const code = String(answer.__type ?? "").replace(/^.*#/, "");
  const message = String(answer.message ?? answer.Message ?? "");
  if (code === "" || isPassing(status, code)) throw new ServerAway(`HTTP ${status} ${code} ${message}`);
  throw new CredentialsRefused({ code, message, status, atMs });
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
