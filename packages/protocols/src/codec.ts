import type { OperationContract, ServiceContract } from "@rolecall/contracts";
import type { AnswerProtocol } from "./answer-protocol.ts";
import { checkInput } from "./check/check-input.ts";
import { jsonDecoder } from "./json/decode.ts";
import { jsonEncoder } from "./json/encode.ts";
import { queryDecoder } from "./query/decode.ts";
import { queryEncoder } from "./query/encode.ts";
import { queryJsonEncoder } from "./query/encode-json.ts";
import type { ProtocolRequest, ProtocolResponse } from "./request.ts";
import { restDecoder } from "./rest/decode.ts";
import type { Identified } from "./router.ts";

/** One operation's way in and out. */
export interface OperationCodec {
  /**
   * The input as the operation's generated type has it, checked against all constraints.
   * @throws RequestError where the request cannot be read or breaks a constraint.
   */
  decode(request: ProtocolRequest, identified: Identified): unknown;
  /** @param answer what `answerProtocol` says of the request; only Query has a choice. */
  encode(output: unknown, requestId: string, answer?: AnswerProtocol): ProtocolResponse;
}

const codecs = new WeakMap<OperationContract, OperationCodec>();

/** Compiled on first use and kept as long as the contract is. */
export function codecOf(contract: ServiceContract, operation: OperationContract): OperationCodec {
  const known = codecs.get(operation);
  if (known !== undefined) return known;
  const { decode, encode } = compile(contract, operation);
  const codec: OperationCodec = {
    decode(request, identified) {
      const input = decode(request, identified);
      checkInput(contract, operation, input);
      return input;
    },
    encode,
  };
  codecs.set(operation, codec);
  return codec;
}

function compile(contract: ServiceContract, operation: OperationContract): OperationCodec {
  const { input } = operation;
  switch (contract.protocol) {
    case "query": {
      const decode = queryDecoder(contract, input);
      const toXml = queryEncoder(contract, operation);
      // Few ask for it: compiled for the first who does.
      let toJson: ReturnType<typeof queryJsonEncoder> | undefined;
      return {
        decode: (_, { parameters }) => {
          if (parameters === undefined)
            throw new Error("A Query operation was identified without its parameters.");
          return decode(parameters);
        },
        encode: (output, requestId, answer) => {
          if (answer !== "query-json") return toXml(output, requestId);
          toJson ??= queryJsonEncoder(operation);
          return toJson(output, requestId);
        },
      };
    }
    case "json": {
      const decode = jsonDecoder(contract, input.members);
      return { decode: ({ body }) => decode(body), encode: jsonEncoder("json", operation) };
    }
    case "rest-json":
      return { decode: restDecoder(contract, operation), encode: jsonEncoder("rest-json", operation) };
  }
}
