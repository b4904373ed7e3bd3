import type { ProtocolResponse } from "@rolecall/protocols";
import type { ListenerParts } from "./listener.ts";

/** What answers requests. */
export type Answering = Pick<ListenerParts, "handle" | "management">;

/** Stands before what answers until it can: requests wait at it. */
export interface Door extends Answering {
  open(answering: Answering): void;
  /** Nothing will ever answer. */
  giveUp(): void;
}

/** What every protocol's clients take for "try again". */
const UNAVAILABLE: ProtocolResponse = { status: 503, headers: { "Retry-After": "1" }, body: "" };

export function createDoor(): Door {
  let behind: Answering | undefined;
  const { promise: opened, resolve } = Promise.withResolvers<Answering | undefined>();
  return {
    open(answering) {
      behind = answering;
      resolve(answering);
    },
    giveUp: () => resolve(undefined),
    handle: (request) =>
      behind?.handle(request) ?? opened.then((found) => found?.handle(request) ?? UNAVAILABLE),
    management: {
      answer: async (...asked) => (await opened)?.management.answer(...asked) ?? UNAVAILABLE,
    },
  };
}
