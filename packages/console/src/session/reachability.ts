import { createObservable } from "./observable.ts";

const WAIT_SECONDS = 8;

/** How many answers in a row failed to come; 0 where the server answers. */
const failures = createObservable(0);

/** Whether the server answers, as the last request found it. */
export const reachability = {
  failures,
  waitSeconds: WAIT_SECONDS,
  answered: () => failures.write(0),
  failed: () => failures.write(failures.read() + 1),
};
