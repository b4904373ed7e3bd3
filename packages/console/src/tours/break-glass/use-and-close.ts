import { askWhy } from "../ask-why.ts";
import { findCall } from "../facts.ts";
import { noticeUser } from "../notice-made.ts";
import { type TourStep, when } from "../tour.ts";
import { selfOf } from "./open-the-glass.ts";

/** What was denied is allowed now, for as long as it is needed. */
export const USE_AND_CLOSE: readonly TourStep[] = [
  {
    id: "again",
    title: "Ask again",
    lesson:
      "The same question has another answer: the condition of the guard-rail looks at `aws:PrincipalTag/BreakGlass` of whoever asks. No policy was changed, and nobody else may do more than before.",
    tasks: [
      {
        text: "Go back to who you are.",
        where: { targets: [{ kind: "part", name: ".rc-who-end a" }] },
        notice: ({ identity }) => when(identity.original === undefined),
      },
      askWhy({
        text: ({ principal, action }) => `Ask: may \`${principal}\` do \`${action}\` now?`,
        asked: (given) => ({
          principal: selfOf(given).arn,
          action: "iam:CreateUser",
          resource: `arn:aws:iam::${given.identity.accountId}:user/helper`,
        }),
        decision: "allowed",
      }),
    ],
  },
  {
    id: "use",
    title: "Do what you came for",
    lesson: "Both passes let it through now: nothing denies, and your own policy allows.",
    tasks: [
      {
        text: "Create the user `helper`.",
        where: {
          page: "/iam/users/create",
          targets: [
            { kind: "button", name: "Create user" },
            { kind: "field", name: "User name" },
            { kind: "button", name: "Next" },
          ],
        },
        notice: (facts) => noticeUser(facts, "user"),
      },
    ],
  },
  {
    id: "close",
    title: "Close the glass",
    lesson:
      "Closing needs no keeper: the guard-rail guards the writing of the tag, and not its removal. From the next request on you are denied again.",
    tasks: [
      {
        text: "Remove the tag `BreakGlass` of yourself, and save.",
        where: {
          page: (given) => `/iam/users/${encodeURIComponent(selfOf(given).name)}?tab=tags`,
          targets: [
            { kind: "button", name: /^Remove/ },
            { kind: "button", name: "Manage tags" },
          ],
        },
        notice: (facts) =>
          when(
            findCall(
              facts,
              ["iam", "UntagUser"],
              ({ input, output }) =>
                output !== undefined &&
                input.UserName === selfOf(facts).name &&
                input.TagKeys.includes("BreakGlass"),
            ) !== undefined,
          ),
      },
    ],
  },
];
