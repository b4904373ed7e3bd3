import type { Tour } from "../tour.ts";
import { BE_DENIED } from "./be-denied.ts";
import { OPEN_THE_GLASS } from "./open-the-glass.ts";
import { USE_AND_CLOSE } from "./use-and-close.ts";

/** A service control policy, what it binds, and the way through it that it leaves. */
export const BREAK_GLASS: Tour = {
  about:
    "Why an administrator can be denied: a service control policy of the organization, read on the page Why?, and the way through it that it leaves for the day it is needed.",
  seed: {
    file: "break-glass.yaml",
    address: new URL("../seeds/break-glass.yaml", import.meta.url).href,
    account: "payroll",
    user: "ana",
    password: "Learn-By-Doing-1",
  },
  steps: [...BE_DENIED, ...OPEN_THE_GLASS, ...USE_AND_CLOSE],
};
