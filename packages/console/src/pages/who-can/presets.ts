import type { WhoCanQuestion } from "../../patterns/who-can-question.ts";

/** A question to begin with; what is left open of it is written by whoever asks. */
export interface Preset {
  readonly id: string;
  readonly text: string;
  readonly description: string;
  readonly begin: (account: { readonly id: string; readonly partition: string }) => Partial<WhoCanQuestion>;
}

/** What people ask first. */
export const PRESETS: readonly Preset[] = [
  {
    id: "role",
    text: "Become this role",
    description: "sts:AssumeRole on a role",
    begin: ({ id, partition }) => ({
      action: "sts:AssumeRole",
      resource: `arn:${partition}:iam::${id}:role/`,
    }),
  },
  {
    id: "bucket",
    text: "Read this bucket",
    description: "s3:GetObject on its objects",
    begin: ({ partition }) => ({ action: "s3:GetObject", resource: `arn:${partition}:s3:::` }),
  },
  {
    id: "administrator",
    text: "Become administrator",
    description: "Attach AdministratorAccess to any user, or write oneself a policy",
    begin: ({ id, partition }) => ({
      action: "iam:AttachUserPolicy",
      resource: `arn:${partition}:iam::${id}:user/*`,
      context: { "iam:PolicyARN": [`arn:${partition}:iam::aws:policy/AdministratorAccess`] },
      couldGive: true,
    }),
  },
  {
    id: "policy",
    text: "Change this policy",
    description: "iam:CreatePolicyVersion on a policy",
    begin: ({ id, partition }) => ({
      action: "iam:CreatePolicyVersion",
      resource: `arn:${partition}:iam::${id}:policy/`,
    }),
  },
  {
    id: "pass",
    text: "Pass this role",
    description: "iam:PassRole on a role",
    begin: ({ id, partition }) => ({ action: "iam:PassRole", resource: `arn:${partition}:iam::${id}:role/` }),
  },
  {
    id: "outside",
    text: "From outside the organization",
    description: "Only accounts that are not looked at, providers, services and everybody",
    begin: ({ partition }) => ({
      action: "s3:GetObject",
      resource: `arn:${partition}:s3:::`,
      fromOutside: true,
    }),
  },
];
