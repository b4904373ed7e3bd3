export type { Answer } from "./answer.ts";
export { BodyError, type BodyProblem } from "./body-error.ts";
export type { Entrance, StreamedEntrance, WholeEntrance } from "./entrance.ts";
export {
  type HandedServer,
  type HttpServer,
  type ListenOptions,
  listen,
  type ServeOptions,
  serveHanded,
} from "./http-server.ts";
export { EDGE_LIMITS, type EdgeLimits } from "./limits.ts";
export type { Refusal, RefusalReason, Refuse } from "./refusal.ts";
export type { Headers, RequestHead, StreamedRequest, WholeRequest } from "./request.ts";
export type { ReadSender, Sender } from "./sender.ts";
