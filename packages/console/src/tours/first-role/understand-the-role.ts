import { askWhy } from "../ask-why.ts";
import type { Given } from "../facts.ts";
import { hasRole } from "../look-for.ts";
import { type TourStep, when } from "../tour.ts";

/** As the learner named it; as the tour does where the step was marked. */
const roleOf = ({ notes: { role = "testrole" } }: Given) => role;

const pageOf = (given: Given) => `/iam/roles/${encodeURIComponent(roleOf(given))}`;

const arnOf = (given: Given) => `arn:aws:iam::${given.identity.accountId}:role/${roleOf(given)}`;

async function findMissing(given: Given): Promise<string | undefined> {
  const role = roleOf(given);
  if (await hasRole(role)) return undefined;
  return `There is no role ${role} in this account. Begin again, or mark the step as done.`;
}

const RESOURCE = "arn:aws:s3:::photos/cat.jpg";

/** The role's two policies, looked at one by one, and what neither says. */
export const UNDERSTAND_THE_ROLE: readonly TourStep[] = [
  {
    id: "trust",
    title: "Trust relationships",
    lesson: "Here stands EC2 and nothing about S3. S3 stands under Permissions.",
    tasks: [
      {
        text: (given) => `Open the role \`${roleOf(given)}\`.`,
        where: {
          page: "/iam/roles",
          targets: (given) => [
            { kind: "link", name: roleOf(given) },
            { kind: "link", name: "View role" },
          ],
        },
        notice: (facts) => when(facts.path === pageOf(facts)),
      },
      {
        text: "Open its tab Trust relationships.",
        where: { page: pageOf, targets: [{ kind: "tab", name: "Trust relationships" }] },
        notice: (facts) => when(facts.path === pageOf(facts) && /[?&]?tab=trust\b/.test(facts.search)),
      },
    ],
    findMissing,
  },
  {
    id: "why",
    title: "Ask Why?",
    lesson:
      "No identity policy allows it: nothing forbids it, but nothing allows it either. In AWS that is a no.",
    tasks: [
      askWhy({
        text: ({ principal, action, resource }) =>
          `Ask about a request: may \`${principal}\` do \`${action}\` on \`${resource}\`?`,
        asked: (given) => ({ principal: arnOf(given), action: "s3:DeleteObject", resource: RESOURCE }),
      }),
    ],
    findMissing,
  },
];
