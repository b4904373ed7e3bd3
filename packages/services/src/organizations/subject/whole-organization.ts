import { NOTHING_TO_FIND } from "@rolecall/operations";
import type { Subject } from "../access/called-by.ts";

/** What AWS knows no resource for: `Resource` has to be `*`. */
export const wholeOrganization: Subject<unknown, undefined, undefined> = {
  ...NOTHING_TO_FIND,
  permission: () => ({ resource: "*" }),
};
