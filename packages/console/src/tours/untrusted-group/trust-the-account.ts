import { askWhy } from "../ask-why.ts";
import { findCall, type Given } from "../facts.ts";
import { noticeRole } from "../notice-made.ts";
import type { TourStep, TourTask } from "../tour.ts";

const roleOf = ({ identity, notes: { role = "Audit" } }: Given) =>
  `arn:aws:iam::${identity.accountId}:role/${role}`;

const mayBecome = (userName: string, decision: "allowed" | "denied"): TourTask =>
  askWhy({
    text: ({ principal, action, resource }) =>
      `Ask: may \`${principal}\` do \`${action}\` on \`${resource}\`?`,
    asked: (given) => ({
      principal: `arn:aws:iam::${given.identity.accountId}:user/${userName}`,
      action: "sts:AssumeRole",
      resource: roleOf(given),
    }),
    decision,
  });

/** The same wish in two policies that IAM takes. */
export const TRUST_THE_ACCOUNT: readonly TourStep[] = [
  {
    id: "account",
    title: "Trust the account instead",
    lesson:
      "Who trusts an account trusts whomever that account lets: each of its users and roles needs a policy of its own that allows it. That policy is where a group comes in.",
    tasks: [
      {
        text: "In the same form choose AWS account, This account; go on to the end and name the role `Audit`.",
        where: {
          page: "/iam/roles/create",
          targets: [
            { kind: "field", name: "Role name" },
            { kind: "choice", name: /^AWS account/ },
            { kind: "button", name: "Next" },
          ],
        },
        notice: (facts) => noticeRole(facts, facts.identity.accountId, "role"),
      },
    ],
  },
  {
    id: "policy",
    title: "Let the group become it",
    lesson:
      "This is the group’s half: its users may assume the role. They become it one by one, each under their own name.",
    tasks: [
      {
        text: "On the group’s Permissions create an inline policy named `BecomeAudit`, with this text.",
        where: {
          page: "/iam/groups/Auditors?tab=permissions",
          targets: [{ kind: "button", name: "Create inline policy" }],
        },
        copy: (given) =>
          JSON.stringify(
            {
              Version: "2012-10-17",
              Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Resource: roleOf(given) }],
            },
            null,
            2,
          ),
        notice(facts) {
          const call = findCall(
            facts,
            ["iam", "PutGroupPolicy"],
            ({ input, output }) =>
              output !== undefined &&
              input.GroupName === "Auditors" &&
              // One that was there before under another name, and was edited, is nothing that the tour made.
              input.PolicyName === "BecomeAudit" &&
              input.PolicyDocument.includes("sts:AssumeRole"),
          );
          if (call === undefined) return undefined;
          const { GroupName: groupName, PolicyName: name } = call.input;
          return { made: { kind: "groupPolicy", accountId: facts.identity.accountId, groupName, name } };
        },
      },
    ],
  },
  {
    id: "member",
    title: "Who is in the group may",
    lesson: "The role trusts the account, and the group’s policy lets bela. Both halves are there: yes.",
    tasks: [mayBecome("bela", "allowed")],
  },
  {
    id: "stranger",
    title: "Who is not may not",
    lesson:
      "The role trusts carl’s account too, and yet no policy of his allows it. Put him into Auditors and he may; the trust policy stays as it is.",
    tasks: [mayBecome("carl", "denied")],
  },
];
