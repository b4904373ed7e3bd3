import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import type { OrganizationsOperations } from "@rolecall/contracts";
import { type SigningCredentials, signRequest } from "@rolecall/sigv4";
import { homeRegion } from "../../installation/regions.ts";
import { Mistake } from "../../mistake.ts";

/** Whom to ask, and as whom. */
export interface OrganizationsEndpoint {
  readonly url: URL;
  readonly credentials: SigningCredentials;
  readonly clock: () => number;
}

type Name = keyof OrganizationsOperations & string;

const TIMEOUT_MS = 30_000;
/** A page has 20 items at most. */
const ANSWER_BYTES_MAX = 4 * 1024 * 1024;
const TARGET_PREFIX = "AWSOrganizationsV20161128";

/**
 * Calls an operation of Organizations as the AWS CLI does: JSON 1.1, signed with Signature Version 4.
 * @throws Mistake where the answer is an error, or nobody answers
 */
export async function callOrganizations<Operation extends Name>(
  endpoint: OrganizationsEndpoint,
  operation: Operation,
  input: OrganizationsOperations[Operation]["input"],
): Promise<OrganizationsOperations[Operation]["output"]> {
  const { status, text } = await post(endpoint, operation, JSON.stringify(input));
  const answer = parse(text);
  if (answer === undefined)
    throw new Mistake(`--endpoint ${endpoint.url.origin}: what answers there is not Organizations.`);
  if (status === 200) return answer as OrganizationsOperations[Operation]["output"];
  const code = String(answer.__type ?? status).replace(/^.*#/, "");
  throw new Mistake(`${operation} was refused: ${code}: ${answer.Message ?? answer.message ?? ""}`);
}

function parse(text: string): Record<string, unknown> | undefined {
  if (text === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

interface Answered {
  readonly status: number | undefined;
  readonly text: string;
}

async function post(
  { url, credentials, clock }: OrganizationsEndpoint,
  operation: string,
  body: string,
): Promise<Answered> {
  const headers = {
    host: url.host,
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": `${TARGET_PREFIX}.${operation}`,
  };
  const payload = Buffer.from(body);
  const signed = signRequest(
    {
      method: "POST",
      rawPath: url.pathname,
      rawQuery: "",
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
      payload,
    },
    { credentials, region: homeRegion(), service: "organizations", nowMs: clock() },
  );
  const http = url.protocol === "https:" ? await import("node:https") : await import("node:http");
  try {
    const request = http.request(url, {
      method: "POST",
      headers: { ...headers, ...signed, "content-length": payload.length },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    request.end(payload);
    const [response] = (await once(request, "response")) as [IncomingMessage];
    return { status: response.statusCode, text: await readText(response) };
  } catch (error) {
    throw new Mistake(`--endpoint ${url.origin}: nobody answers there (${(error as Error).message}).`);
  }
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > ANSWER_BYTES_MAX) throw new Error("the answer is too long");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
