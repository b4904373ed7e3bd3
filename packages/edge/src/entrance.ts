import type { Answer } from "./answer.ts";
import type { StreamedRequest, WholeRequest } from "./request.ts";

/** Who answers a request, and how the body is wanted. */
export type Entrance = WholeEntrance | StreamedEntrance;

export interface WholeEntrance {
  readonly takes: "whole";
  /** Of a body at most. */
  readonly bodyBytes: number;
  answer(request: WholeRequest): Promise<Answer>;
}

export interface StreamedEntrance {
  readonly takes: "stream";
  /** Of a body at most. */
  readonly bodyBytes: number;
  answer(request: StreamedRequest): Promise<Answer>;
}
