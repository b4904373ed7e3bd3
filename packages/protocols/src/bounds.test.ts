import assert from "node:assert/strict";
import { describe, it, mock } from "node:test";
import {
  loadContract,
  loadContractIndex,
  type OperationContract,
  type ServiceContract,
  serviceNames,
} from "@rolecall/contracts";
import fc from "fast-check";
import { codecOf } from "./codec.ts";
import { encodeError } from "./encode-error.ts";
import { limits } from "./limits.ts";
import type { ProtocolRequest } from "./request.ts";
import { RequestError } from "./request-error.ts";
import { createRouter, type Identified } from "./router.ts";

/*
 * What a hostile request costs: an answer's bytes and the work behind it are counted and held against the request's length.
 */

const requestId = "11112222-3333-4444-5555-666677778888";
const contracts = await Promise.all(serviceNames.map((name) => loadContract(name)));
const router = createRouter(await loadContractIndex());

/** An encoding makes six bytes of one at most (`\u0000` in JSON), and eight of one character (`&#x2028;` in XML). */
const GROWTH = 6;
const BYTES_PER_CHARACTER = 8;
/** Names, codes, the sentences of ten broken constraints with their patterns. */
const CONSTANT = 16_384;

function bodyBytes(body: string): number {
  return Buffer.byteLength(body);
}

/** What every character may become where it is repeated. */
const DEAR_TEXTS = ["'", '"', "&", "<", "\u0000", "\n", "\r", "\u2028", "é", "\uD800", "😀", "\\"];

describe("an error's bytes are bounded, in every protocol and for every error that it declares", () => {
  for (const contract of contracts) {
    it(contract.service, () => {
      const { protocol } = contract;
      for (const code of [...contract.errors.keys(), "AccessDenied", "SignatureDoesNotMatch"]) {
        for (const text of DEAR_TEXTS) {
          const message = text.repeat(500_000);
          const { body } = encodeError({ code, message }, { protocol, contract, requestId });
          const bytes = bodyBytes(body);
          assert.ok(
            bytes <= BYTES_PER_CHARACTER * limits.messageLength + CONSTANT,
            `${code} ${JSON.stringify(text)}: ${bytes}`,
          );
        }
      }
    });
  }
});

function post(contract: ServiceContract, operation: OperationContract, body: string): ProtocolRequest {
  const { method, path } = operation.http;
  const form = { "content-type": ["application/x-www-form-urlencoded"] };
  const target = [`${contract.targetPrefix}.${operation.name}`];
  const json = { "content-type": ["application/x-amz-json-1.1"], "x-amz-target": target };
  const query = contract.protocol === "query";
  const head = query ? `Action=${operation.name}&Version=${contract.apiVersion}&` : "";
  const [rawPath = "/", rawQuery = ""] = query ? ["/"] : path.split("?");
  return {
    method: query ? "POST" : method,
    rawPath,
    rawQuery,
    headers: query ? form : contract.protocol === "json" ? json : {},
    body: Buffer.from(head + body),
  };
}

/** The bytes that a request which cannot be taken is answered with; 0 where it can. */
function refusedBytes(
  contract: ServiceContract,
  operation: OperationContract,
  request: ProtocolRequest,
): number {
  try {
    const identified: Identified = router.identify(request, contract.signingName);
    codecOf(contract, operation).decode(request, identified);
    return 0;
  } catch (error) {
    assert.ok(error instanceof RequestError, String(error));
    return bodyBytes(encodeError(error, { protocol: error.protocol, contract, requestId }).body);
  }
}

function assertBounded(contract: ServiceContract, operation: OperationContract, body: string): void {
  const request = post(contract, operation, body);
  const bytes = refusedBytes(contract, operation, request);
  const sent = request.body.length + request.rawPath.length + request.rawQuery.length;
  assert.ok(bytes <= GROWTH * sent + CONSTANT, `${operation.name}: ${bytes} for ${sent}`);
}

/** Texts that cost most where they are repeated, taken apart or held against a pattern. */
const dearText = fc.oneof(
  fc.constantFrom(...DEAR_TEXTS).chain((text) => fc.nat({ max: 3_000 }).map((count) => text.repeat(count))),
  fc
    .constantFrom("a.", "member.", "1.", "/", ":", "*", "[", "{", '{"a":')
    .chain((text) => fc.nat({ max: 3_000 }).map((count) => text.repeat(count))),
  fc.string({ maxLength: 20 }),
);

function memberNames(operation: OperationContract): readonly string[] {
  return operation.input.members.map((member) => member.wireName);
}

/** Forms of members that are there, under names with dots, repeated and a byte apart. */
function hostileForm(operation: OperationContract): fc.Arbitrary<string> {
  const known = fc.constantFrom("Tags", ...memberNames(operation));
  const segment = fc.oneof(
    fc.constantFrom("member", "entry", "1", "2", "11", "01", "-1", "Key", "Value", "key", "value", ""),
    fc.string({ maxLength: 3 }),
  );
  const name = fc
    .tuple(known, fc.array(segment, { maxLength: 15 }))
    .map(([first, more]) => [first, ...more].join("."));
  const parameter = fc.tuple(name, dearText, fc.integer({ min: 1, max: 3 }));
  return fc
    .array(parameter, { maxLength: 8 })
    .map((parameters) =>
      parameters
        .flatMap(([each, value, times]) =>
          Array.from(
            { length: times },
            (_, index) => `${enc(each)}${index === 0 ? "" : index}=${enc(value)}`,
          ),
        )
        .join("&"),
    );
}

function enc(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

function hostileJson(operation: OperationContract): fc.Arbitrary<string> {
  const known = fc.constantFrom("Tags", ...memberNames(operation));
  const deep = fc
    .tuple(fc.constantFrom("[", '{"a":', '{"Tags":['), fc.nat({ max: 5_000 }))
    .map(([open, depth]) => open.repeat(depth));
  const value = fc.oneof(
    dearText.map((text) => JSON.stringify(text)),
    fc.constantFrom("null", "1", "-1e400", "[]", "{}", "true"),
    dearText.map((text) => `[${Array.from({ length: 5 }, () => JSON.stringify(text)).join()}]`),
    dearText.map((text) => `[{"Key":${JSON.stringify(text)}}]`),
    deep,
  );
  const members = fc.array(fc.tuple(known, value), { maxLength: 6 });
  return fc.oneof(
    members.map((list) => `{${list.map(([name, text]) => `${JSON.stringify(name)}:${text}`).join()}}`),
    deep,
  );
}

describe("a hostile input is refused in bytes that grow with it", () => {
  for (const contract of contracts) {
    it(contract.service, () => {
      const names = contract.operations.names;
      const operations = fc.constantFrom(...names).map((name) => contract.operations.get(name)!);
      const hostile = operations.chain((operation) => {
        const input = contract.protocol === "query" ? hostileForm(operation) : hostileJson(operation);
        return fc.tuple(fc.constant(operation), input);
      });
      const property = fc.property(hostile, ([operation, body]) => assertBounded(contract, operation, body));
      fc.assert(property, { numRuns: 60 });
    });
  }
});

/** How often texts are searched and cut, which is what reading a form does. */
function workOf(act: () => void): number {
  const methods = ["indexOf", "slice", "includes", "replace", "startsWith"] as const;
  const spies = methods.map((name) => mock.method(String.prototype, name));
  const inMaps = mock.method(Map.prototype, "get");
  try {
    act();
    return [...spies, inMaps].reduce((total, spy) => total + spy.mock.callCount(), 0);
  } finally {
    mock.restoreAll();
  }
}

describe("the work of reading a form grows with its length alone", () => {
  const iam = contracts.find(({ service }) => service === "iam")!;
  const simulate = iam.operations.get("SimulateCustomPolicy")!;
  const repeated = (count: number, parameter: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => parameter(index)).join("&");
  const forms: Readonly<Record<string, (count: number) => string>> = {
    "names with many dots": (count) => repeated(count, (index) => `${"a.".repeat(30)}${index}=`),
    "names with many dots below a member": (count) =>
      repeated(count, (index) => `ContextEntries.member.${index}.${"b.".repeat(30)}=`),
    "elements of a list": (count) =>
      repeated(count, (index) => `ActionNames.member.${index + 1}=iam:GetUser`),
    "structures in a list": (count) =>
      repeated(count, (index) => `ContextEntries.member.${index + 1}.ContextKeyName=aws:username`),
    "one name, over and over": (count) => repeated(count, () => "PolicyInputList.member.1=x"),
    "names a byte apart": (count) =>
      repeated(count, (index) => `PolicyInputLis${String.fromCharCode(index)}=`),
    "nothing but escapes": (count) => `CallerArn=${"%C3%A9".repeat(count * 10)}`,
    "nothing but pluses": (count) => `CallerArn=${"+".repeat(count * 10)}`,
  };
  for (const [name, form] of Object.entries(forms)) {
    it(name, () => {
      const work = (count: number) => {
        const request = post(iam, simulate, form(count));
        return workOf(() => void refusedBytes(iam, simulate, request));
      };
      work(10);
      const [small, large] = [work(500), work(2_000)];
      assert.ok(large <= 4.4 * small + 1_000, `${small} for 500, ${large} for 2,000`);
    });
  }

  it("before anybody has proved who sent it, next to nothing is decoded", () => {
    const body = repeated(
      9_000,
      (index) => `ContextEntries.member.${index}.ContextKeyName=${"%41".repeat(20)}`,
    );
    const request = post(iam, simulate, body);
    const identify = () => void router.identify(request, "iam");
    identify();
    const work = workOf(identify);
    assert.ok(work < 50 + 2 * 9_000 * 21, `${work}`);
    const decoding = mock.method(globalThis, "decodeURIComponent");
    identify();
    const decoded = decoding.mock.callCount();
    mock.restoreAll();
    assert.equal(decoded, 0);
  });
});
