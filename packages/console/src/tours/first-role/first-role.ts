import type { Tour } from "../tour.ts";
import { BECOME_A_ROLE } from "./become-a-role.ts";
import { MAKE_THE_ROLE } from "./make-the-role.ts";
import { UNDERSTAND_THE_ROLE } from "./understand-the-role.ts";

/** What a role is, by making one: two policies, who may become it and what it may then do. */
export const FIRST_ROLE: Tour = {
  about:
    "What a role is, by making one: a policy that says who may become it, and another that says what it may then do.",
  seed: {
    file: "first-role.yaml",
    address: new URL("../seeds/first-role.yaml", import.meta.url).href,
    account: "nordwind",
    user: "ana",
    password: "Learn-By-Doing-1",
    isOptional: true,
  },
  steps: [...MAKE_THE_ROLE, ...UNDERSTAND_THE_ROLE, BECOME_A_ROLE],
};
