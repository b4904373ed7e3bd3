import type { Answer } from "@rolecall/edge";
import type { Rooms } from "./doors.ts";

/** Stands before what answers until it can: requests wait at it. */
export interface FrontDoor extends Rooms {
  open(rooms: Rooms): void;
  /** Nothing will ever answer. */
  giveUp(): void;
}

/** What every protocol's clients take for "try again". */
const UNAVAILABLE = { status: 503, headers: { "Retry-After": "1" }, body: "" } as const satisfies Answer;

export function createFrontDoor(): FrontDoor {
  let behind: Rooms | undefined;
  const { promise: opened, resolve } = Promise.withResolvers<Rooms | undefined>();
  return {
    open(rooms) {
      behind = rooms;
      resolve(rooms);
    },
    giveUp: () => resolve(undefined),
    services: {
      handle: (request) =>
        behind?.services.handle(request) ??
        opened.then((found) => found?.services.handle(request) ?? UNAVAILABLE),
    },
    management: {
      answer: async (request) => (await opened)?.management.answer(request) ?? UNAVAILABLE,
    },
  };
}
