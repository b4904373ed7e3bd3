import { ACCOUNT } from "../../installation/seed.ts";
import { rolecallFamily } from "../stage.ts";

const page = { Page: 1, PageSize: 10 };

/** Searches take the permission of the list, and no action of their own. */
export const family = rolecallFamily({
  prepare: async () => undefined,
  rows: {
    SearchUsers: {
      input: page,
      on: () => ({ action: "iam:ListUsers", resource: `arn:aws:iam::${ACCOUNT}:user/` }),
    },
  },
});
