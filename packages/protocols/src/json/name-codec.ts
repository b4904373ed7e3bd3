/**
 * Inputs and outputs of any contract as JSON under the contract's own names, whatever its protocol: for our own pages. Times are RFC 3339,
 * blobs base64.
 */
import { commonErrorStatus, type OperationContract, type ServiceContract } from "@rolecall/contracts";
import { toldMembers } from "../error-members.ts";
import { limits } from "../limits.ts";
import type { WireError } from "../request-error.ts";
import { nameDecoder } from "./decode.ts";
import { nameEncoder } from "./encode.ts";

export interface NameCodec {
  /**
   * An empty body has no members. Constraints are not checked.
   * @throws RequestError (SerializationException) where a value is not of its kind
   */
  decode(body: Uint8Array): Record<string, unknown>;
  /** The JSON of an output; an object without members for an operation that answers nothing. */
  encode(output: unknown): string;
}

const codecs = new WeakMap<OperationContract, NameCodec>();

/** Compiled on first use and kept as long as the contract is. */
export function nameCodecOf(contract: ServiceContract, operation: OperationContract): NameCodec {
  const known = codecs.get(operation);
  if (known !== undefined) return known;
  const { output: shape } = operation;
  const codec: NameCodec = {
    decode: nameDecoder(contract, operation.input.members),
    encode: shape === undefined ? () => "{}" : nameEncoder(shape),
  };
  codecs.set(operation, codec);
  return codec;
}

/**
 * An error as such a page is told it: its status, and its members as an object. What every operation may answer has one status whatever the
 * service's protocol: a denial is 403, too many are 429.
 */
export function nameError(
  error: WireError,
  { contract, requestId }: { readonly contract: ServiceContract | undefined; readonly requestId: string },
): { readonly status: number; readonly members: Readonly<Record<string, unknown>> } {
  const declared = contract?.errors.get(error.code);
  const { code, details } = error;
  const message = error.message.slice(0, limits.messageLength);
  const status = commonErrorStatus(code) ?? error.httpStatus ?? declared?.httpStatus ?? 400;
  const resolved = {
    code,
    message,
    httpStatus: status,
    details,
    declared,
    xmlNamespace: undefined,
    requestId,
  };
  const told = toldMembers(resolved, "details").map(({ member: { name, shape }, value }) => [
    name,
    JSON.parse(nameEncoder(shape)(value)),
  ]);
  return { status, members: { ...Object.fromEntries(told), code, message, requestId } };
}
