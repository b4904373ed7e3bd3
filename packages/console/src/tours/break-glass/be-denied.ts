import { findCall } from "../facts.ts";
import { hasRole } from "../look-for.ts";
import { type TourStep, when } from "../tour.ts";

/** A request that one's own policies allow, and why it is denied. */
export const BE_DENIED: readonly TourStep[] = [
  {
    id: "denied",
    title: "Be denied",
    lesson:
      "You have AdministratorAccess: your own policy allows everything in this account. It will be denied all the same.",
    tasks: [
      {
        text: "Create a user `helper`, without console access, and go on to the end.",
        where: {
          page: "/iam/users/create",
          targets: [
            { kind: "button", name: "Create user" },
            { kind: "field", name: "User name" },
            { kind: "button", name: "Next" },
          ],
        },
        notice: (facts) =>
          when(findCall(facts, ["iam", "CreateUser"], ({ error }) => error?.isDenied === true) !== undefined),
      },
    ],
    async findMissing() {
      if (await hasRole("GlassKeeper")) return undefined;
      return "This account has no role GlassKeeper. Start the tour's own installation: Learn tells how.";
    },
  },
  {
    id: "why",
    title: "Ask Why?",
    lesson:
      "A service control policy forbids it, at the unit Production. It binds the users, roles and root users of the accounts below it, administrators too, and grants nothing. Service-linked roles and the management account it does not bind.",
    tasks: [
      {
        text: "Follow Why? beside the denial.",
        where: { page: "/events", targets: [{ kind: "link", name: /^Why\?/ }] },
        notice: ({ path }) => when(path.startsWith("/why/e/")),
      },
    ],
  },
];
