export { type AnswerProtocol, answerProtocol } from "./answer-protocol.ts";
export { checkInput } from "./check/check-input.ts";
export { codecOf, type OperationCodec } from "./codec.ts";
export { type ErrorContext, encodeError } from "./encode-error.ts";
export { type NameCodec, nameCodecOf, nameError } from "./json/name-codec.ts";
export { limits } from "./limits.ts";
export type { ProtocolRequest, ProtocolResponse, Target } from "./request.ts";
export { OtherServiceError, RequestError, type WireError } from "./request-error.ts";
export { createRouter, type Identified, type Router } from "./router.ts";
