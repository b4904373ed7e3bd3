/** Requests over TLS as no client of AWS's sends them: from an address, with headers that the proxy must not believe. */
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { type SignedRequest, type SigningCredentials, signRequest } from "@rolecall/sigv4";

/** Linux has all of 127.0.0.0/8: clients have an address that is not the proxy's. */
export const CLIENT = "127.0.0.7";

/** A request as somebody sends it who writes all of it: signed, with headers behind the signature. */
export interface RudeRequest {
  readonly endpoint: string;
  readonly localAddress?: string;
  readonly body?: string;
  readonly query?: string;
  readonly method?: string;
  readonly headers: Readonly<Record<string, string | string[]>>;
}

export interface RudeAnswer {
  readonly status: number;
  readonly text: string;
}

const PATIENCE_MS = 10_000;

export function send(authority: string, request: RudeRequest): Promise<RudeAnswer> {
  const { endpoint, localAddress = CLIENT, body = "", query = "/", method = "POST", headers } = request;
  const { protocol, port } = new URL(endpoint);
  const common = { host: "127.0.0.1", port, localAddress, method, path: query, headers };
  return new Promise((resolve, reject) => {
    const sent =
      protocol === "https:"
        ? httpsRequest({ ...common, ca: authority, servername: "localhost", agent: false })
        : httpRequest({ ...common, agent: false });
    sent.setTimeout(PATIENCE_MS, () => sent.destroy(new Error("no answer")));
    sent.on("response", (response) => {
      response.on("error", reject);
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

const FORM = "application/x-www-form-urlencoded";

export function sign(
  endpoint: string,
  body: string,
  {
    credentials,
    service = "sts",
    more = {},
  }: { credentials: SigningCredentials; service?: string; more?: object },
): Readonly<Record<string, string>> {
  const own: Readonly<Record<string, string>> = {
    host: new URL(endpoint).host,
    "content-type": FORM,
    ...more,
  };
  const headers = Object.fromEntries(Object.entries(own).map(([name, value]) => [name, [value]]));
  const request: SignedRequest = {
    method: "POST",
    rawPath: "/",
    rawQuery: "",
    headers,
    payload: Buffer.from(body),
  };
  const signature = signRequest(request, { credentials, region: "us-east-1", service, nowMs: Date.now() });
  return { ...own, ...signature };
}
