/** A request to a server, and how it is sent: who runs the process has the network. */
export interface ServerRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface ServerAnswer {
  readonly status: number;
  readonly text: string;
}

/** Sends by POST. @throws Error where nobody answers, or too late. */
export type Send = (request: ServerRequest) => Promise<ServerAnswer>;

/** A server answered that it cannot, now: it may be asked again. */
export class ServerAway extends Error {
  override readonly name = "ServerAway";
}

/** Codes that are no word on who asks: the same request may be answered in a while. */
const PASSING: ReadonlySet<string> = new Set([
  "Throttling",
  "ThrottlingException",
  "TooManyRequestsException",
  "RequestLimitExceeded",
  "ServiceUnavailable",
  "InternalFailure",
  "RequestExpired",
  "RequestTimeTooSkewed",
]);

export function isPassing(status: number, code: string): boolean {
  return status >= 500 || status === 429 || PASSING.has(code);
}
