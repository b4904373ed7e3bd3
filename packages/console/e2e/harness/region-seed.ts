import { ACCOUNT, PASSWORD } from "./sign-in.ts";

const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
const allow = (Action: string) =>
  JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Allow", Action, Resource: "*" } });
const NO_DELETE = JSON.stringify({
  Version: "2012-10-17",
  Statement: { Effect: "Deny", Action: "s3:DeleteBucket", Resource: "*" },
});
const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
});

/** Carl has some of everything, eve nothing; ana looks, and dora, who may do all but what a test denies her. */
export const REGION_SEED = `
accounts:
  - id: "${ACCOUNT}"
    alias: nordwind-people
    groups:
      - { name: Developers, policies: ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"] }
      - { name: Everybody }
      - { name: Nobody }
    policies:
      - { name: Read, document: ${allow("sqs:*")} }
      - { name: Idle, document: ${allow("sqs:*")} }
    roles:
      - { name: Reports, trust: ${TRUST}, inlinePolicies: { Own: ${allow("sqs:SendMessage")} } }
      - { name: Unused, trust: ${TRUST} }
    users:
      - { name: ana, password: "${PASSWORD}", groups: [Everybody], policies: ["${ADMINISTRATOR}"] }
      - { name: dora, password: "${PASSWORD}", groups: [Everybody], policies: ["${ADMINISTRATOR}"] }
      - name: carl
        groups: [Developers, Everybody]
        policies: ["arn:aws:iam::aws:policy/AmazonSQSFullAccess", Read]
        inlinePolicies: { Queues: ${allow("sqs:*")} }
        tags: { team: web }
        accessKeys: [{ id: AKIACARLCARLCARLCARL, secret: seed-secret-of-at-least-16 }]
      - { name: eve }
  - { id: "111122223333", name: nordwind-shop }
organization:
  managementAccount: "${ACCOUNT}"
  trustedServices: [sso.amazonaws.com]
  delegatedAdministrators: [{ account: "111122223333", service: sso.amazonaws.com }]
  policies:
    - { id: p-nodelete1, name: NoDelete, type: SERVICE_CONTROL_POLICY, document: ${NO_DELETE} }
    - { id: p-nowhere01, name: Nowhere, type: SERVICE_CONTROL_POLICY, document: ${NO_DELETE} }
  root:
    units: [{ name: Workloads, policies: [NoDelete], accounts: ["111122223333"] }]
`;
