/** What a key is wanted for, and what is better where something is. After AWS's page of access key best practices and alternatives. */
export interface KeyReason {
  readonly id: string;
  readonly label: string;
  readonly alternative: string;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/security-creds-programmatic-access.html */
export const KEY_REASONS: readonly KeyReason[] = [
  {
    id: "cli",
    label: "AWS's command line, on my own machine",
    alternative: "`rolecall login` and a role end by themselves: nothing that lasts lies on the disk.",
  },
  {
    id: "local-code",
    label: "Code that I write, on my own machine",
    alternative:
      "A profile that assumes a role (role_arn, source_profile) keeps keys out of the code's reach.",
  },
  {
    id: "compute",
    label: "A program on a server, in a container or a function",
    alternative:
      "A role: rolecall's agents hand out keys that last an hour, as EC2, ECS, EKS and Lambda do. No key is needed.",
  },
  {
    id: "third-party",
    label: "A service of somebody else",
    alternative: "A role that trusts the other's account, with an external id, shares no secret.",
  },
  {
    id: "ci",
    label: "A pipeline (GitHub, GitLab)",
    alternative: "A role that trusts the pipeline's OpenID Connect provider needs no secret in the pipeline.",
  },
  {
    id: "outside",
    label: "A machine outside",
    alternative: "Roles Anywhere: a certificate of your own authority becomes a role's keys.",
  },
  {
    id: "other",
    label: "Something else",
    alternative: "Keep the key out of code and exchange it every 90 days.",
  },
];
