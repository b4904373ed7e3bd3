import { signByCertificate } from "@rolecall/sigv4";
import { Mistake } from "../../mistake.ts";
import type { MachineIdentity } from "./read-identity.ts";

export interface SessionRequest {
  readonly trustAnchorArn: string;
  readonly profileArn: string;
  readonly roleArn: string;
  readonly endpoint: URL;
  readonly region: string;
  readonly durationSeconds: number;
  readonly roleSessionName: string | undefined;
}

interface CreatedSession {
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
    /** ISO 8601. */
    readonly expiration: string;
  };
}

/** SDKs wait for a minute at most. */
const TIMEOUT_MS = 20_000;

/**
 * Asks a server for a session as AWS's helper does.
 * https://docs.aws.amazon.com/rolesanywhere/latest/userguide/authentication-create-session.html
 * @throws Mistake where the server cannot be reached, or refuses
 */
export async function createSession(
  request: SessionRequest,
  identity: MachineIdentity,
  nowMs: number,
): Promise<CreatedSession> {
  const { trustAnchorArn, profileArn, roleArn, durationSeconds, roleSessionName } = request;
  const rawQuery = Object.entries({ profileArn, roleArn, trustAnchorArn })
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&");
  const url = new URL(
    `${request.endpoint.pathname.replace(/\/$/, "")}/sessions?${rawQuery}`,
    request.endpoint,
  );
  const body = JSON.stringify({ durationSeconds, ...(roleSessionName !== undefined && { roleSessionName }) });
  const { host, ...headers } = signedHeaders(url, body, { request, identity, nowMs });
  const response = await send(url, { method: "POST", body, headers });
  return readAnswer(response, await response.text());
}

interface Signing {
  readonly request: SessionRequest;
  readonly identity: MachineIdentity;
  readonly nowMs: number;
}

function signedHeaders(
  url: URL,
  body: string,
  { request, identity, nowMs }: Signing,
): Readonly<Record<string, string>> {
  const { certificate, intermediates, privateKey } = identity;
  const headers = { host: url.host, "content-type": "application/json" };
  const signed = signByCertificate(
    {
      method: "POST",
      rawPath: url.pathname,
      rawQuery: url.search.slice(1),
      headers: { host: [headers.host], "content-type": [headers["content-type"]] },
      payload: Buffer.from(body),
    },
    {
      privateKey,
      leaf: certificate.raw,
      chain: intermediates.map(({ raw }) => raw),
      serialNumber: BigInt(`0x${certificate.serialNumber}`).toString(),
      region: request.region,
      service: "rolesanywhere",
      nowMs,
    },
  );
  return { ...headers, ...signed };
}

async function send(url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (error) {
    const { cause, message } = error as Error;
    const reason = cause instanceof Error && cause.message !== "" ? cause.message : message;
    throw new Mistake(`${url.origin} did not answer: ${reason}.`);
  }
}

function readAnswer(response: Response, text: string): CreatedSession {
  const answer = parseJson(text);
  if (!response.ok) {
    const code = response.headers.get("x-amzn-errortype") ?? String(answer.__type ?? response.status);
    const message = answer.message ?? answer.Message;
    throw new Mistake(
      `CreateSession was refused: ${code}${typeof message === "string" ? `: ${message}` : ""}`,
    );
  }
  const [session] = (answer.credentialSet ?? []) as readonly CreatedSession[];
  if (typeof session?.credentials?.secretAccessKey !== "string")
    throw new Mistake(
      "the server answered without credentials: is it one that speaks as IAM Roles Anywhere does?",
    );
  return session;
}

function parseJson(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
