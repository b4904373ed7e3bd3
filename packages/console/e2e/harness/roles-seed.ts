import { ACCOUNT, PASSWORD } from "./sign-in.ts";

/** IAM's limit: 64 characters. */
export const LONG_NAME = "Personalabrechnungsverwaltungs-Leserolle-Niederlassung-Suedwest1";

const ec2 = trust({ Service: "ec2.amazonaws.com" });

function trust(principal: object, condition?: object, action = "sts:AssumeRole"): string {
  const statement = {
    Effect: "Allow",
    Principal: principal,
    Action: action,
    ...(condition && { Condition: condition }),
  };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

const GITHUB = "token.actions.githubusercontent.com";
const github = trust(
  { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${GITHUB}` },
  {
    StringEquals: {
      [`${GITHUB}:aud`]: "sts.amazonaws.com",
      [`${GITHUB}:sub`]: "repo:nordwind/shop:ref:refs/heads/main",
    },
  },
  "sts:AssumeRoleWithWebIdentity",
);

const S3_READ = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";

/** Roles of each kind, who may do everything, and who may nearly nothing. */
export const ROLES_SEED = `
externalAccounts: ["987654321098"]
accounts:
  - id: "${ACCOUNT}"
    alias: nordwind-people
    name: nordwind-people
    oidcProviders:
      - { url: "https://${GITHUB}", clientIds: [sts.amazonaws.com] }
    users:
      - { name: ana, password: "${PASSWORD}", policies: [${ADMINISTRATOR}] }
      - { name: bob, password: "${PASSWORD}" }
    roles:
      - { name: BackupRunner, trust: ${trust({ Service: "lambda.amazonaws.com" })}, policies: [${S3_READ}] }
      - { name: DeployPipeline, trust: ${github}, policies: [${S3_READ}] }
      - { name: PartnerLogistik, trust: ${trust({ AWS: "arn:aws:iam::987654321098:root" })}, policies: [${S3_READ}] }
      - { name: BreakGlass, trust: ${trust({ AWS: `arn:aws:iam::${ACCOUNT}:root` }, { Bool: { "aws:MultiFactorAuthPresent": "true" } })}, policies: [${ADMINISTRATOR}] }
      - { name: ${LONG_NAME}, trust: ${ec2}, policies: [${S3_READ}] }
      - { name: Reports, trust: ${ec2}, policies: [${S3_READ}], inlinePolicies: { Own: ${JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" }] })} } }
`;
