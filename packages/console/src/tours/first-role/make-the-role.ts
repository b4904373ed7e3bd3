import type { RoleDraft } from "../../pages/roles/create/role-draft.ts";
import type { Facts } from "../facts.ts";
import { noticeRole } from "../notice-made.ts";
import { type TourStep, when } from "../tour.ts";

const S3_READ = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
const FORM = "/iam/roles/create";

/** The form's draft, while the form is open. */
function draftOf({ path, readDraft }: Facts): RoleDraft | undefined {
  return path === FORM ? readDraft<RoleDraft>("role-create") : undefined;
}

const next = { kind: "button", name: "Next" } as const;

/** Up to a role that is there. */
export const MAKE_THE_ROLE: readonly TourStep[] = [
  {
    id: "form",
    title: "Begin a role",
    lesson: "A role has no password and no keys. It waits to be assumed.",
    tasks: [
      {
        text: "Open Roles, then Create role.",
        where: {
          page: "/iam/roles",
          targets: [
            { kind: "link", name: "Create role" },
            { kind: "link", name: "Roles" },
          ],
        },
        notice: ({ path }) => when(path === FORM),
      },
    ],
  },
  {
    id: "entity",
    title: "AWS service, EC2",
    lesson: "This writes the trust policy: who may assume the role.",
    tasks: [
      {
        text: "AWS service and EC2 are chosen already: look at both, then press Next.",
        where: { page: FORM, targets: [next] },
        notice: (facts) => {
          const draft = draftOf(facts);
          return when(draft?.kind === "service" && draft.useCase === "ec2" && draft.step >= 1);
        },
      },
    ],
  },
  {
    id: "permissions",
    title: "AmazonS3ReadOnlyAccess",
    lesson: "This is the second policy: what the role may do. The picture fills as you tick.",
    tasks: [
      {
        text: "Find `AmazonS3ReadOnlyAccess` and tick it.",
        where: {
          page: FORM,
          targets: [
            { kind: "choice", name: "AmazonS3ReadOnlyAccess" },
            { kind: "field", name: "Find policies" },
          ],
        },
        notice: (facts) => when(draftOf(facts)?.policies.includes(S3_READ) === true),
      },
      {
        text: "Press Next.",
        where: { page: FORM, targets: [next] },
        notice: (facts) => when((draftOf(facts)?.step ?? 0) >= 2),
      },
    ],
  },
  {
    id: "create",
    title: "Name it testrole",
    lesson: "Read the sentence: EC2 may become testrole. As testrole it may read everything in S3.",
    tasks: [
      {
        text: "Name the role `testrole`, or as you like.",
        where: { page: FORM, targets: [{ kind: "field", name: "Role name" }] },
        notice: (facts) => when((draftOf(facts)?.name ?? "") !== ""),
      },
      {
        text: "Press Create role.",
        where: { page: FORM, targets: [{ kind: "button", name: "Create role" }] },
        notice: (facts) => noticeRole(facts, "ec2.amazonaws.com", "role"),
      },
    ],
  },
];
