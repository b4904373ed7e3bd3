import type { Answer } from "@rolecall/edge";
import type { Rooms } from "./doors.ts";
import { notReady, READY_PATH } from "./management/management.ts";

/** Stands before what answers until it can: requests wait at it. */
export interface FrontDoor extends Rooms {
  open(rooms: Rooms): void;
  /** Says that it is not ready any more; what comes all the same is answered as long as there is who answers. */
  close(): void;
}

/** What every protocol's clients take for "try again". */
const UNAVAILABLE = { status: 503, headers: { "Retry-After": "1" }, body: "" } as const satisfies Answer;

/** Installations that are kept have backups. */
const NO_STATE = {
  status: 404,
  headers: { "Content-Type": "application/json" },
  body: '{"message":"The state of this server is not saved and loaded here: only with --ephemeral, without --workers, and with ROLECALL_MASTER_KEY."}\n',
} as const satisfies Answer;

export function createFrontDoor(): FrontDoor {
  let behind: Rooms | undefined;
  let reason = "It starts.";
  const { promise: opened, resolve } = Promise.withResolvers<Rooms | undefined>();
  return {
    open(rooms) {
      behind = rooms;
      resolve(rooms);
    },
    close() {
      behind = undefined;
      reason = "It ends.";
      resolve(undefined);
    },
    services: {
      handle: (request) =>
        behind?.services.handle(request) ??
        opened.then((found) => found?.services.handle(request) ?? UNAVAILABLE),
    },
    issuers: {
      answer: async (request) => (behind ?? (await opened))?.issuers.answer(request) ?? UNAVAILABLE,
    },
    console: {
      answer: async (request) => (behind ?? (await opened))?.console.answer(request) ?? UNAVAILABLE,
    },
    state: {
      answer: async (request) => {
        const found = behind ?? (await opened);
        return found === undefined ? UNAVAILABLE : (found.state?.answer(request) ?? NO_STATE);
      },
    },
    management: {
      async answer(request) {
        if (behind !== undefined) return behind.management.answer(request);
        // A load balancer does not wait for what is not ready yet, or no more.
        if (request.rawPath === READY_PATH) return notReady(reason);
        return (await opened)?.management.answer(request) ?? UNAVAILABLE;
      },
    },
  };
}
