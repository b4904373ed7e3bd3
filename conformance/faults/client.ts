/** One signed call, and what its client may conclude from how it ended. */
import { Agent, request } from "node:http";
import { createSigningKeyCache, type SigningCredentials, signRequest } from "@rolecall/sigv4";

export interface Call {
  readonly service: "iam" | "sts";
  /** With its Action. */
  readonly form: Readonly<Record<string, string>>;
  readonly credentials: SigningCredentials;
}

/** A clock that all processes of a run share, in ms. */
export const nowMs = (): number => performance.now();

export interface Answer {
  /** "done": it was; "refused": it was not; "unknown": nobody said, or the answer was that the server could not. */
  readonly outcome: "done" | "refused" | "unknown";
  /** 0 where the connection ended without an answer. */
  readonly status: number;
  /** Of an error. */
  readonly code: string | undefined;
  readonly text: string;
  readonly sentAtMs: number;
  readonly answeredAtMs: number;
}

const VERSIONS = { iam: "2010-05-08", sts: "2011-06-15" } as const;
const TYPE = "application/x-www-form-urlencoded";
/** Longer than the server takes for anything, and than a node is stopped. */
const GIVE_UP_MS = 6_000;

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const signingKeys = createSigningKeyCache({ capacity: 10_000 });

/** Sends a call once: whoever is not answered does not ask again. */
export async function callOnce(endpoint: string, { service, form, credentials }: Call): Promise<Answer> {
  const body = new URLSearchParams({ Version: VERSIONS[service], ...form }).toString();
  const { host } = new URL(endpoint);
  const signed = signRequest(
    {
      method: "POST",
      rawPath: "/",
      rawQuery: "",
      headers: { host: [host], "content-type": [TYPE] },
      payload: Buffer.from(body),
    },
    { credentials, service, region: "us-east-1", nowMs: Date.now(), signingKeys },
  );
  const sentAtMs = nowMs();
  const headers = { host, "content-type": TYPE, "content-length": Buffer.byteLength(body), ...signed };
  const { status, text } = await send(endpoint, headers, body).catch((error: Error) => ({
    status: 0,
    text: error.message,
  }));
  return {
    outcome: outcomeOf(status),
    status,
    code: /<Code>([^<]*)<\/Code>/.exec(text)?.[1],
    text,
    sentAtMs,
    answeredAtMs: nowMs(),
  };
}

function outcomeOf(status: number): Answer["outcome"] {
  if (status === 200) return "done";
  return status >= 400 && status < 500 ? "refused" : "unknown";
}

function send(endpoint: string, headers: Readonly<Record<string, string | number>>, body: string) {
  return new Promise<{ readonly status: number; readonly text: string }>((resolve, reject) => {
    const sent = request(endpoint, { method: "POST", headers, agent, timeout: GIVE_UP_MS }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
      response.on("error", reject);
    });
    sent.on("timeout", () => sent.destroy(new Error(`no answer in ${GIVE_UP_MS} ms`)));
    sent.on("error", reject);
    sent.end(body);
  });
}
