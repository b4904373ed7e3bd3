import { PASSWORD } from "./sign-in.ts";

export const NORDWIND = "111122223333";
export const PEOPLE = "444455556666";
const PARTNER = "987654321098";

/** What is asked about in the story. */
export const PAYROLL = "arn:aws:s3:::nordwind-payroll/2026/*";

const DOCUMENT = (...Statement: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const allow = (Action: unknown, Resource: unknown = "*", more: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
const own = (...statements: readonly object[]) => `inlinePolicies: { own: ${DOCUMENT(...statements)} }`;
const trust = (Principal: object, Action = "sts:AssumeRole", more: object = {}) =>
  `trust: ${DOCUMENT({ Effect: "Allow", Principal, Action, ...more })}`;
const role = (name: string) => `arn:aws:iam::${PEOPLE}:role/${name}`;
const READ = allow("s3:GetObject", "arn:aws:s3:::nordwind-payroll/*");
const MFA = { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } };
const MAIN = {
  Condition: { StringEquals: { "token.actions.example:sub": "repo:nordwind/shop:ref:refs/heads/main" } },
};
const USER = (name: string, more: string) => `      - { name: ${name}, password: "${PASSWORD}", ${more} }`;
const ADMINISTRATOR = "policies: [arn:aws:iam::aws:policy/AdministratorAccess]";

/** Who may read the payroll of Nordwind: by themselves, by a group, with MFA, by two roles, from outside, and who is stopped. */
export const WHO_CAN_SEED = `
externalAccounts: ["${PARTNER}"]
accounts:
  - id: "${NORDWIND}"
    name: nordwind
    users:
${USER("clara", own(allow("sts:AssumeRole", role("*"))))}
${USER("otto", ADMINISTRATOR)}
${USER("vera", own(allow("iam:GetAccountAuthorizationDetails", "*", { Condition: { StringNotEquals: { "aws:ResourceAccount": PEOPLE } } })))}
  - id: "${PEOPLE}"
    name: nordwind-people
    policies:
      - { name: Ceiling, document: ${DOCUMENT(allow("dynamodb:*"))} }
    oidcProviders: [{ url: "https://token.actions.example", clientIds: [sts] }]
    groups:
      - { name: PayrollTeam, ${own(READ)} }
      - { name: Auditors, ${own(allow("sts:AssumeRole", role("PayrollAuditor")))} }
    users:
${USER("ana", ADMINISTRATOR)}
${USER("jonas", own(READ))}
${["bela", "chiara", "dora"].map((name) => USER(name, "groups: [PayrollTeam]")).join("\n")}
${USER("emil", "groups: [Auditors]")}
${USER("frida", `${own(READ)}, permissionsBoundary: Ceiling`)}
${USER("gero", own(allow("iam:PutUserPolicy", `arn:aws:iam::${PEOPLE}:user/gero`)))}
${USER("hanna", own(allow("iam:PassRole", role("ReportingExport"))))}
${USER("nobody", "tags: { team: none }")}
    roles:
      - { name: PayrollAuditor, ${trust({ AWS: PEOPLE }, "sts:AssumeRole", MFA)}, ${own(READ)} }
      - { name: DeployPipeline, ${trust({ Federated: `arn:aws:iam::${PEOPLE}:oidc-provider/token.actions.example` }, "sts:AssumeRoleWithWebIdentity", MAIN)}, ${own(allow("sts:AssumeRole", role("PayrollLoader")))} }
      - { name: PayrollLoader, ${trust({ AWS: role("DeployPipeline") })}, ${own(READ)} }
      - { name: OrganizationReader, ${trust({ AWS: NORDWIND })}, ${own(allow("s3:*"))} }
      - { name: ReportingExport, ${trust({ Service: "ec2.amazonaws.com" })}, ${own(READ)} }
      - { name: PartnerLogistik, ${trust({ AWS: PARTNER })}, ${own(READ)}, permissionsBoundary: Ceiling }
organization:
  managementAccount: "${NORDWIND}"
  root: { units: [{ name: Workloads, accounts: ["${PEOPLE}"] }] }
`;
