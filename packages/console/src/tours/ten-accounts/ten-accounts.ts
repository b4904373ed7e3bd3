import type { Tour } from "../tour.ts";
import { ADD_A_PERSON } from "./add-a-person.ts";
import { BECOME_DEVELOPER } from "./become-developer.ts";
import { LOOK_AROUND } from "./look-around.ts";

/** People in one account, roles in the others: what it takes on both sides, and what is won by it. */
export const TEN_ACCOUNTS: Tour = {
  about:
    "Why people have one account and roles in all others: what it takes on both sides, and how one person more, or less, is one change.",
  seed: {
    file: "ten-accounts.yaml",
    address: new URL("../seeds/ten-accounts.yaml", import.meta.url).href,
    account: "nordwind-people",
    user: "ana",
    password: "Learn-By-Doing-1",
  },
  steps: [...LOOK_AROUND, ...BECOME_DEVELOPER, ADD_A_PERSON],
};
