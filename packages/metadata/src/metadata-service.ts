import type { Answer, WholeEntrance } from "@rolecall/edge";
import { type HttpServer, listen, type RequestHead } from "@rolecall/edge";
import { type ErrorStatus, errorAnswer } from "./imds/imds-answer.ts";

/** One of the things that answer on the service's port. */
export interface MetadataDoor {
  readonly takes: (head: RequestHead) => boolean;
  readonly answer: (head: RequestHead) => Promise<Answer>;
}

export interface MetadataServiceParts {
  readonly host: string;
  readonly port: number;
  /** The first that takes a request answers it; the last takes all. */
  readonly doors: readonly MetadataDoor[];
  readonly newRequestId: () => string;
  readonly onBug: (error: unknown) => void;
}

/** Nobody sends a body here; what comes is read, so that its connection can be used again. */
const BODY_BYTES = 1_024;

/** What programs of one machine may hold. */
const LIMITS = {
  connections: 2_000,
  headerBytes: 32_768,
  headers: 64,
  keepAliveMs: 20_000,
  graceMs: 1_000,
} as const;

const REFUSALS: Readonly<Record<string, ErrorStatus>> = {
  tooLarge: 413,
  tooManyPieces: 413,
  tooSlow: 408,
  crowded: 503,
  headersTooLarge: 431,
  transferCoding: 400,
  notHttp: 400,
  tls: 400,
  internal: 500,
};

/** Listens for the programs of a machine. @throws Error with node's code where the port cannot be had */
export function serveMetadata(parts: MetadataServiceParts): Promise<HttpServer> {
  const entrances = parts.doors.map(({ takes, answer }) => ({
    takes,
    entrance: { takes: "whole", bodyBytes: BODY_BYTES, answer } satisfies WholeEntrance,
  }));
  const last = entrances.at(-1);
  if (last === undefined) throw new Error("A service without a door.");
  return listen({
    host: parts.host,
    port: parts.port,
    limits: LIMITS,
    newRequestId: parts.newRequestId,
    entranceOf: (head) => (entrances.find(({ takes }) => takes(head)) ?? last).entrance,
    refuse: ({ reason }) => errorAnswer(REFUSALS[reason] ?? 500),
    onBug: (error) => parts.onBug(error),
  });
}
