import { askWhy } from "../ask-why.ts";
import { findCall } from "../facts.ts";
import { noticeUser } from "../notice-made.ts";
import { type TourStep, when } from "../tour.ts";
import { DEVELOPER_OF_SHOP_PROD, PEOPLE } from "./accounts.ts";

/** One change in one account, and its effect in six others. */
export const ADD_A_PERSON: TourStep = {
  id: "add",
  title: "One person more",
  lesson:
    "One user in one group, and six accounts are open; nobody touched any of the six. Take the user away, and all six are shut.",
  tasks: [
    {
      text: "Create a user `cleo`, without console access, in the group Developers.",
      where: {
        page: "/iam/users/create",
        targets: [
          { kind: "field", name: "User name" },
          { kind: "choice", name: "Developers" },
          { kind: "button", name: "Create user" },
        ],
      },
      notice: (facts) => noticeUser(facts, "user"),
    },
    {
      text: ({ notes: { user = "cleo" } }) => `\`${user}\` is in Developers.`,
      where: { page: "/iam/groups/Developers", targets: [{ kind: "button", name: "Add users" }] },
      notice: (facts) =>
        when(
          findCall(
            facts,
            ["iam", "AddUserToGroup"],
            ({ input, output }) =>
              output !== undefined && input.GroupName === "Developers" && input.UserName === facts.notes.user,
          ) !== undefined,
        ),
    },
    askWhy({
      text: ({ principal }) => `Ask: may \`${principal}\` become Developer in shop-prod?`,
      asked: ({ notes: { user = "cleo" } }) => ({
        principal: `arn:aws:iam::${PEOPLE}:user/${user}`,
        action: "sts:AssumeRole",
        resource: DEVELOPER_OF_SHOP_PROD,
      }),
      decision: "allowed",
    }),
  ],
};
