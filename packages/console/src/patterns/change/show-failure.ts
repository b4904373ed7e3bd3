import { flashes } from "../../app/flashes.ts";
import { ApiError } from "../../session/api-error.ts";

/** A failure as a notice: what was not done, and the server's own words. */
export function showFailure(what: string, error: unknown): void {
  if (!(error instanceof ApiError)) throw error;
  const request = error.requestId === undefined ? "" : ` Request ${error.requestId}`;
  flashes.show({ type: "error", header: what, content: `${error.message}${request}` });
}
