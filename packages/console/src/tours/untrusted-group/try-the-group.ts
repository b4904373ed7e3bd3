import type { RoleDraft } from "../../pages/roles/create/role-draft.ts";
import type { Given } from "../facts.ts";
import { hasGroup } from "../look-for.ts";
import { type TourStep, when } from "../tour.ts";

const FORM = "/iam/roles/create";

const groupOf = ({ identity }: Given) => `arn:aws:iam::${identity.accountId}:group/Auditors`;

/** A group, looked at, and a trust policy that names it. */
export const TRY_THE_GROUP: readonly TourStep[] = [
  {
    id: "group",
    title: "Look at a group",
    lesson:
      "A group hands its policies to its users. It has no password and no keys: nobody signs in as a group, and no request ever comes from one.",
    tasks: [
      {
        text: "Open User groups, then Auditors.",
        where: {
          page: "/iam/groups",
          targets: [
            { kind: "link", name: "Auditors" },
            { kind: "link", name: "User groups" },
          ],
        },
        notice: ({ path }) => when(path === "/iam/groups/Auditors"),
      },
    ],
    async findMissing() {
      if (await hasGroup("Auditors")) return undefined;
      return "This account has no group Auditors. Start the tour's own installation: Learn tells how.";
    },
  },
  {
    id: "try",
    title: "Try to trust it",
    lesson:
      "A principal is who proved who it is: a user, a role’s session, an account, a service. A group is about permissions, and proves nothing. IAM refuses the policy: Invalid principal in policy.",
    tasks: [
      {
        text: "Open Create role, and choose Custom trust policy.",
        where: { page: FORM, targets: [{ kind: "choice", name: /^Custom trust policy/ }] },
        notice: ({ path, readDraft }) =>
          when(path === FORM && readDraft<RoleDraft>("role-create")?.kind === "custom"),
      },
      {
        text: "Put this policy in the editor’s place, and read what is found wrong with it.",
        where: { page: FORM, targets: [{ kind: "part", name: ".rc-json-editor" }] },
        copy: (given) =>
          JSON.stringify(
            {
              Version: "2012-10-17",
              Statement: [{ Effect: "Allow", Principal: { AWS: groupOf(given) }, Action: "sts:AssumeRole" }],
            },
            null,
            2,
          ),
        notice: ({ path, readDraft, identity, notes }) =>
          when(
            path === FORM &&
              readDraft<RoleDraft>("role-create")?.customText.includes(groupOf({ identity, notes })) === true,
          ),
      },
    ],
  },
];
