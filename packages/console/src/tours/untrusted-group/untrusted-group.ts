import type { Tour } from "../tour.ts";
import { TRUST_THE_ACCOUNT } from "./trust-the-account.ts";
import { TRY_THE_GROUP } from "./try-the-group.ts";

/** What a group is not, and what is written instead of trusting one. */
export const UNTRUSTED_GROUP: Tour = {
  about:
    "Why no trust policy can name a group, seen by trying it, and the two policies that let a group’s people become a role.",
  seed: {
    file: "untrusted-group.yaml",
    address: new URL("../seeds/untrusted-group.yaml", import.meta.url).href,
    account: "nordwind",
    user: "ana",
    password: "Learn-By-Doing-1",
  },
  steps: [...TRY_THE_GROUP, ...TRUST_THE_ACCOUNT],
};
