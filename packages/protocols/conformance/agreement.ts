/** Whether we and the AWS SDK read and write the same, operation by operation. */
import { deepStrictEqual } from "node:assert/strict";
import {
  type ErrorContract,
  errorMemberSource,
  loadContract,
  loadContractIndex,
  type Member,
  type OperationContract,
  type ServiceContract,
  type ServiceName,
} from "@rolecall/contracts";
import fc from "fast-check";
import { codecOf } from "../src/codec.ts";
import { encodeError } from "../src/encode-error.ts";
import { jsonDecoder } from "../src/json/decode.ts";
import { queryDecoder } from "../src/query/decode.ts";
import type { ProtocolRequest, ProtocolResponse } from "../src/request.ts";
import { restDecoder } from "../src/rest/decode.ts";
import { createRouter, type Router } from "../src/router.ts";
import { structureOf } from "./arbitrary-value.ts";
import { loadSdkService, type SdkService } from "./sdk-service.ts";

const requestId = "11112222-3333-4444-5555-666677778888";

export interface AgreementOptions {
  /** For each operation and direction. */
  readonly runs: number;
  readonly seed?: number | undefined;
}

interface SdkException {
  readonly name: string;
  readonly message: string;
  readonly error_description?: string;
  readonly [detail: string]: unknown;
  readonly $fault: string;
  readonly $metadata: { readonly httpStatusCode: number; readonly requestId: string };
}

interface Parties {
  readonly contract: ServiceContract;
  readonly sdk: SdkService;
  readonly router: Router;
}

/** Throws at the first disagreement, with the smallest value that shows it. Gives the number of cases. */
export async function checkAgreement(service: ServiceName, options: AgreementOptions): Promise<number> {
  const [contract, sdk, index] = await Promise.all([
    loadContract(service),
    loadSdkService(service),
    loadContractIndex(),
  ]);
  const parties: Parties = { contract, sdk, router: createRouter(index) };
  let cases = 0;
  for (const name of contract.operations.names) {
    const operation = contract.operations.get(name)!;
    cases += await checkRequests(parties, operation, options);
    cases += await checkResponses(parties, operation, options);
    cases += await checkErrors(parties, operation, options);
  }
  return cases;
}

/** What the SDK writes, we read. */
async function checkRequests(
  { contract, sdk, router }: Parties,
  operation: OperationContract,
  { runs, seed }: AgreementOptions,
): Promise<number> {
  const decode = uncheckedDecoder(contract, operation, router);
  const inputs = structureOf(operation.input);
  const sayable = contract.protocol === "query" ? inputs.filter(isSayableInQuery) : inputs;
  const property = fc.asyncProperty(sayable, async (input) => {
    const request = toRequest(await sdk.serialize(operation.name, input));
    deepStrictEqual(plain(decode(request)), plain(input));
  });
  await fc.assert(property, { numRuns: runs, ...(seed !== undefined && { seed }) });
  return runs;
}

/** The Query protocol has no way to write a map or structure that is there and empty. */
function isSayableInQuery(input: Readonly<Record<string, unknown>>): boolean {
  const isSayable = (value: unknown): boolean => {
    if (Array.isArray(value)) return value.every(isSayable);
    if (typeof value !== "object" || value === null || value instanceof Date) return true;
    const children = value instanceof Uint8Array ? [true] : Object.values(value);
    return children.length > 0 && children.every(isSayable);
  };
  return Object.values(input).every(isSayable);
}

/** Decoding without the check of constraints, which random values seldom keep. */
function uncheckedDecoder(
  contract: ServiceContract,
  operation: OperationContract,
  router: Router,
): (request: ProtocolRequest) => unknown {
  const { input } = operation;
  const fromQuery = contract.protocol === "query" ? queryDecoder(contract, input) : undefined;
  const fromJson = contract.protocol === "json" ? jsonDecoder(contract, input.members) : undefined;
  const fromRest = contract.protocol === "rest-json" ? restDecoder(contract, operation) : undefined;
  return (request) => {
    const { service, operation: name, parameters } = router.identify(request);
    deepStrictEqual([service, name], [contract.service, operation.name]);
    return fromQuery?.(parameters!) ?? fromJson?.(request.body) ?? fromRest?.(request);
  };
}

function toRequest(request: Awaited<ReturnType<SdkService["serialize"]>>): ProtocolRequest {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request.query ?? {})) {
    for (const each of [value].flat()) query.append(name, each);
  }
  const headers = Object.entries(request.headers).map(
    ([name, value]) => [name.toLowerCase(), [value]] as const,
  );
  const body = request.body ?? "";
  return {
    method: request.method,
    rawPath: request.path,
    rawQuery: query.toString(),
    headers: Object.fromEntries(headers),
    body: typeof body === "string" ? Buffer.from(body) : body,
  };
}

/** What we write, the SDK reads. */
async function checkResponses(
  { contract, sdk }: Parties,
  operation: OperationContract,
  { runs, seed }: AgreementOptions,
): Promise<number> {
  if (operation.output === undefined) return 0;
  const codec = codecOf(contract, operation);
  const isXml = contract.protocol === "query";
  const property = fc.asyncProperty(structureOf(operation.output), async (output) => {
    const response = codec.encode(output, requestId);
    const received = await sdk.deserialize(operation.name, toSdkResponse(response));
    deepStrictEqual(plain(received), plain(isXml ? readableInXml(output) : output));
  });
  await fc.assert(property, { numRuns: runs, ...(seed !== undefined && { seed }) });
  return runs;
}

/** Every declared error reaches the SDK's caller under its name, with its message, its details and whose fault it is. */
async function checkErrors(
  parties: Parties,
  operation: OperationContract,
  { runs, seed }: AgreementOptions,
): Promise<number> {
  for (const error of operation.errors) {
    const property = errorProperty(parties, operation, error);
    await fc.assert(property, { numRuns: runs, ...(seed !== undefined && { seed }) });
  }
  return operation.errors.length;
}

function errorProperty(
  { contract, sdk }: Parties,
  operation: OperationContract,
  { code, shapeName, fault, httpStatus, shape }: ErrorContract,
) {
  const message = `about ${code} <&> "é"`;
  const isXml = contract.protocol === "query";
  const sourceOf = ({ wireName }: Member) => errorMemberSource(wireName);
  const members = shape.members.filter((member) => sourceOf(member) === "details");
  return fc.asyncProperty(structureOf({ ...shape, members }), async (details) => {
    const context = { protocol: contract.protocol, contract, requestId };
    const response = encodeError({ code, message, details: details as Record<string, unknown> }, context);
    const caught = await sdk.deserialize(operation.name, toSdkResponse(response)).then(
      () => undefined,
      (error: SdkException) => error,
    );
    const told = shape.members.some(({ name }) => name === "error_description")
      ? caught?.error_description
      : caught?.message;
    deepStrictEqual(
      [caught?.name, caught?.$fault, caught?.$metadata.httpStatusCode, caught?.$metadata.requestId, told],
      [shapeName, fault, httpStatus, requestId, message],
    );
    const received = Object.fromEntries(
      members.filter(({ name }) => caught?.[name] !== undefined).map(({ name }) => [name, caught?.[name]]),
    );
    deepStrictEqual(plain(received), plain(isXml ? readableInXml(details) : details));
  });
}

function toSdkResponse({ status, headers, body }: ProtocolResponse) {
  const lowerCase = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return {
    statusCode: status,
    headers: Object.fromEntries(lowerCase),
    body: new Uint8Array(Buffer.from(body)),
  };
}

/** Without prototypes and classes of bytes, which differ and do not matter. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return value;
  if (value instanceof Uint8Array) return { base64: value.toBase64() };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return new Map(Object.entries(value).map(([key, entry]) => [key, plain(entry)]));
}

const unreadableInXml = /[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** The value with U+FFFD in place of what XML 1.0 cannot hold. The SDK drops text that is white space with a line end. */
function readableInXml(value: unknown): unknown {
  if (typeof value === "string") {
    const text = value.replaceAll(unreadableInXml, "\uFFFD");
    return text.trim() === "" && text.includes("\n") ? "" : text;
  }
  if (Array.isArray(value)) return value.map(readableInXml);
  if (typeof value !== "object" || value === null || value instanceof Date || value instanceof Uint8Array)
    return value;
  const entries = Object.entries(value).map(
    ([key, entry]) => [readableInXml(key), readableInXml(entry)] as const,
  );
  return Object.fromEntries(entries);
}
