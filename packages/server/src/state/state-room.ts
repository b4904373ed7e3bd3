import type { Answer, StreamedRequest } from "@rolecall/edge";

/** Where the state of an installation in memory is saved and loaded. */
export const STATE_PATH = "/_rolecall/state";

/** An installation in memory that is larger is none to send about. */
export const STATE_BYTES_MAX = 256 * 1024 * 1024;

/** Who asked shows the proof of a master key in it. */
export const PROOF_HEADER = "x-rolecall-proof";

export interface StateRoom {
  answer(request: StreamedRequest): Promise<Answer>;
}
