import type { Given } from "../facts.ts";
import { noticeRole } from "../notice-made.ts";
import { type TourStep, when } from "../tour.ts";

/** The second role; where it was not noticed any will do. */
const roleOf = ({ notes: { visitor = "visitor" } }: Given) => visitor;

function switchPage(given: Given): string {
  const params = new URLSearchParams({ account: given.identity.accountId, roleName: roleOf(given) });
  return `/switchrole?${params}`;
}

/** A person becomes a role, and comes back. */
export const BECOME_A_ROLE: TourStep = {
  id: "become",
  title: "Become a role, and come back",
  lesson:
    "EC2 alone may become your first role; you may not. Make one that trusts this account. Your own permissions rest while you are the role.",
  tasks: [
    {
      text: "Create a second role: AWS account, This account, no permissions, named `visitor`.",
      where: {
        page: "/iam/roles/create",
        targets: [
          { kind: "field", name: "Role name" },
          { kind: "choice", name: /^AWS account/ },
          { kind: "button", name: "Next" },
        ],
      },
      notice: (facts) => noticeRole(facts, facts.identity.accountId, "visitor"),
    },
    {
      text: (given) => `Switch to \`${roleOf(given)}\`.`,
      where: { page: switchPage, targets: [{ kind: "button", name: "Switch role" }] },
      notice: (facts) => when(facts.identity.original !== undefined && facts.identity.name === roleOf(facts)),
    },
    {
      text: "Look around: the role may do nothing, and so may you. Then go back.",
      where: { targets: [{ kind: "part", name: ".rc-who-end a" }] },
      notice: ({ identity }) => when(identity.original === undefined),
    },
  ],
  async findMissing({ identity }) {
    return identity.kind === "root"
      ? "You are the root user, and AWS lets no root user assume a role. Sign in as an IAM user for this step, or mark it as done."
      : undefined;
  },
};
