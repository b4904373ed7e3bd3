import { createSigningKeyCache, type SignedRequest, signRequest } from "@rolecall/sigv4";
import type { Keys } from "./clients.ts";

interface At {
  readonly endpoint: string;
  clockOffsetMs(): number;
}

export interface ToolboxAnswer {
  readonly status: number;
  /** "ok", or what the error is called. */
  readonly outcome: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Asks IAM Toolbox, for which the SDK for JavaScript has no client: a GET, signed for IAM as the other SDKs do. */
export async function askToolbox(
  at: At,
  keys: Keys,
  path: string,
  query: Readonly<Record<string, string>> = {},
): Promise<ToolboxAnswer> {
  const rawQuery = Object.entries(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&");
  const request: SignedRequest = {
    method: "GET",
    rawPath: path,
    rawQuery,
    headers: { host: [new URL(at.endpoint).host] },
    payload: Buffer.from(""),
  };
  const headers = signRequest(request, {
    credentials: keys,
    region: "us-east-1",
    service: "iam",
    nowMs: Date.now() + at.clockOffsetMs(),
    signingKeys: createSigningKeyCache({ capacity: 10 }),
  });
  const url = `${at.endpoint}${path}${rawQuery === "" ? "" : `?${rawQuery}`}`;
  const response = await fetch(url, { headers });
  const outcome = response.headers.get("x-amzn-errortype") ?? "ok";
  return { status: response.status, outcome, body: JSON.parse(await response.text()) };
}

/** The details of a denial, which are written behind the answer: they get a second, as on AWS. */
export async function detailsOf(at: At, keys: Keys, id: string): Promise<ToolboxAnswer> {
  const giveUpAtMs = performance.now() + 1_000;
  for (;;) {
    const answer = await askToolbox(at, keys, `/authorization-details/${id}`);
    if (answer.status !== 404 || performance.now() > giveUpAtMs) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
