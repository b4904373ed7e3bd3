import type { OperationContract, ServiceContract, Shape, StructureShape } from "@rolecall/contracts";
import { createSigningKeyCache, type SignedRequest, signRequest } from "@rolecall/sigv4";
import type { Keys } from "./clients.ts";

interface At {
  readonly endpoint: string;
  clockOffsetMs(): number;
}

export interface RestClientOptions {
  readonly contract: ServiceContract;
  readonly at: At;
  readonly keys: Keys;
  readonly region?: string;
}

/** Sends an operation by its name. An error has the code for its name, and the status where AWS's clients have it. */
export type SendRest = (name: string, input: object) => Promise<unknown>;

type Values = Readonly<Record<string, unknown>>;

/**
 * A client for a service that speaks REST-JSON and of which there is no client of AWS's to be had that is as new as its model. It puts the
 * input where the contract says, and reads the answer by it; the AWS CLI is asked beside it.
 */
export function createRestClient({ contract, at, keys, region = "us-east-1" }: RestClientOptions): SendRest {
  const signingKeys = createSigningKeyCache({ capacity: 10 });
  return async (name, input) => {
    const operation = contract.operations.get(name);
    if (operation === undefined) throw new Error(`The contract has no ${name}.`);
    const { method, rawPath, rawQuery, body } = encode(operation, input as Values);
    const headers = { host: new URL(at.endpoint).host, "content-type": "application/json" };
    const request: SignedRequest = {
      method,
      rawPath,
      rawQuery,
      headers: { host: [headers.host], "content-type": [headers["content-type"]] },
      payload: Buffer.from(body),
    };
    const signature = signRequest(request, {
      credentials: keys,
      region,
      service: contract.signingName,
      nowMs: Date.now() + at.clockOffsetMs(),
      signingKeys,
    });
    const url = `${at.endpoint}${rawPath}${rawQuery === "" ? "" : `?${rawQuery}`}`;
    const sent = { method, headers: { ...headers, ...signature }, ...(method !== "GET" && { body }) };
    return read(await fetch(url, sent), operation);
  };
}

function encode({ http, input: { members } }: OperationContract, input: Values) {
  const given = members.filter(({ name }) => input[name] !== undefined);
  const at = (location: string | undefined) => given.filter((member) => member.location === location);
  const labels = new Map(at("uri").map(({ name, wireName }) => [wireName, `${input[name]}`]));
  const rawPath = http.path.replace(/\{(\w+)\}/g, (_, label) => encodeURIComponent(labels.get(label) ?? ""));
  const pairs = at("querystring").flatMap(({ name, wireName }) =>
    [input[name]].flat().map((value) => `${wireName}=${encodeURIComponent(`${value}`)}`),
  );
  const inBody = at(undefined).map(({ name, wireName, shape }) => [wireName, toJson(input[name], shape)]);
  const body = http.method === "GET" ? "" : JSON.stringify(Object.fromEntries(inBody));
  return { method: http.method, rawPath, rawQuery: pairs.join("&"), body };
}

function toJson(value: unknown, shape: Shape): unknown {
  if (value === undefined) return undefined;
  if (shape.kind === "blob") return Buffer.from(value as Uint8Array).toString("base64");
  if (shape.kind === "list") return (value as readonly unknown[]).map((each) => toJson(each, shape.element));
  if (shape.kind !== "structure") return value;
  const members = shape.members.map(({ name, wireName, shape: of }) => [
    wireName,
    toJson((value as Values)[name], of),
  ]);
  return Object.fromEntries(members);
}

async function read(response: Response, { output, http }: OperationContract): Promise<unknown> {
  const text = await response.text();
  const $metadata = {
    httpStatusCode: response.status,
    requestId: response.headers.get("x-amzn-requestid") ?? undefined,
  };
  const json = text === "" ? {} : JSON.parse(text);
  if (response.ok) {
    if (response.status !== http.status)
      throw new Error(`${response.status} was answered, not ${http.status}.`);
    return { ...(output && (fromJson(json, output) as object)), $metadata };
  }
  const error = new Error(json.message ?? json.Message ?? text);
  error.name = response.headers.get("x-amzn-errortype") ?? "Unknown";
  throw Object.assign(error, { $metadata });
}

function fromJson(value: unknown, shape: Shape): unknown {
  if (value === undefined || value === null) return undefined;
  if (shape.kind === "blob") return new Uint8Array(Buffer.from(value as string, "base64"));
  if (shape.kind === "timestamp") return new Date(value as string);
  if (shape.kind === "list")
    return (value as readonly unknown[]).map((each) => fromJson(each, shape.element));
  return shape.kind === "structure" ? structureOf(value as Values, shape) : value;
}

function structureOf(value: Values, { members }: StructureShape): object {
  const known = members.filter(({ wireName }) => value[wireName] !== undefined);
  return Object.fromEntries(
    known.map(({ name, wireName, shape }) => [name, fromJson(value[wireName], shape)]),
  );
}
