import { askWhy } from "../ask-why.ts";
import { type TourStep, when } from "../tour.ts";
import { PAYROLL_CLERK, SHOP_DEV } from "./accounts.ts";

const SWITCH = `/switchrole?${new URLSearchParams({ account: SHOP_DEV, roleName: "Developer" })}`;

/** Into another account, back, and where it is refused. */
export const BECOME_DEVELOPER: readonly TourStep[] = [
  {
    id: "switch",
    title: "Into shop-dev",
    lesson:
      "You do not sign in a second time, and you carry nothing with you: you are the role, with its permissions and no others, until you go back.",
    tasks: [
      {
        text: `Switch to \`Developer\` in \`${SHOP_DEV}\` (shop-dev).`,
        where: { page: SWITCH, targets: [{ kind: "button", name: "Switch role" }] },
        notice: ({ identity }) => when(identity.kind === "role" && identity.accountId === SHOP_DEV),
      },
    ],
  },
  {
    id: "nobody",
    title: "No users here",
    lesson:
      "shop-dev has no user, no password, no key. It has a role whose trust policy names the account of the people: that account decides who of them.",
    tasks: [
      {
        text: "Open Users: there are none.",
        where: { page: "/iam/users", targets: [{ kind: "link", name: "Users" }] },
        notice: ({ path, identity }) => when(path === "/iam/users" && identity.accountId === SHOP_DEV),
      },
      {
        text: "Open the role Developer, and its tab Trust relationships.",
        where: {
          page: "/iam/roles/Developer",
          targets: [
            { kind: "tab", name: "Trust relationships" },
            { kind: "link", name: "Developer" },
          ],
        },
        notice: ({ path, search }) => when(path === "/iam/roles/Developer" && search.includes("tab=trust")),
      },
    ],
  },
  {
    id: "refused",
    title: "Trust alone is not enough",
    lesson:
      "`PayrollClerk` in payroll trusts your account as well. Yet you may not become it: no policy of yours allows it. Whoever trusts an account leaves the choice to that account.",
    tasks: [
      {
        text: "Go back to who you are.",
        where: { targets: [{ kind: "part", name: ".rc-who-end a" }] },
        notice: ({ identity }) => when(identity.original === undefined),
      },
      askWhy({
        text: ({ principal, action, resource }) =>
          `Ask: may \`${principal}\` do \`${action}\` on \`${resource}\`?`,
        asked: ({ identity }) => ({
          principal: identity.original?.arn ?? identity.arn,
          action: "sts:AssumeRole",
          resource: PAYROLL_CLERK,
        }),
      }),
    ],
  },
];
