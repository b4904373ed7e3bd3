import { type TourStep, when } from "../tour.ts";
import { findMissingAccounts } from "./accounts.ts";

/** Where people are, and where roles are. */
export const LOOK_AROUND: readonly TourStep[] = [
  {
    id: "organization",
    title: "Ten accounts",
    lesson:
      "An organization holds accounts. Each is a wall of its own: what stands in one is not seen from another, unless both let it be.",
    tasks: [
      {
        text: "Open Accounts, under Organization.",
        where: {
          page: "/organization",
          targets: [
            { kind: "link", name: "Accounts" },
            { kind: "heading", name: /^Accounts/ },
          ],
        },
        notice: ({ path }) => when(path === "/organization"),
      },
    ],
    findMissing: findMissingAccounts,
  },
  {
    id: "people",
    title: "People in one of them",
    lesson:
      "ana and bela are users of nordwind-people, and of no other account. One password each, and the nine other accounts have none that could be lost.",
    tasks: [
      {
        text: "Open Users.",
        where: { page: "/iam/users", targets: [{ kind: "link", name: "Users" }] },
        notice: ({ path, identity }) => when(path === "/iam/users" && identity.original === undefined),
      },
    ],
  },
  {
    id: "trusting",
    title: "Roles that trust you",
    lesson:
      "Six accounts have a role `Developer`. Its trust policy names your account; and a policy of your group Developers allows `sts:AssumeRole` on it. From one account to another AWS wants both.",
    tasks: [
      {
        text: "Open Switch role, and read Roles that trust you.",
        where: {
          page: "/switchrole",
          targets: [
            { kind: "heading", name: /^Roles that trust you/ },
            { kind: "link", name: "Switch role" },
          ],
        },
        notice: ({ path }) => when(path === "/switchrole"),
      },
    ],
  },
];
