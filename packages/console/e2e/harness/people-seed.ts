import { ACCOUNT, PASSWORD } from "./sign-in.ts";

/** 64 characters are IAM's limit; umlauts are not in its alphabet. */
export const LONG_NAME = "Personalabrechnungsverwaltungs-Leserolle-Niederlassung-Suedwest";

/** An account with people: an administrator, one who may do nothing, one who may list users alone, and some more. */
export const PEOPLE_SEED = `
accounts:
  - id: "${ACCOUNT}"
    alias: nordwind-people
    name: nordwind-people
    rootPassword: "${PASSWORD}"
    groups:
      - name: Admins
        policies: [arn:aws:iam::aws:policy/AdministratorAccess]
      - name: Developers
        policies: [arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess]
        inlinePolicies:
          Queues:
            Version: "2012-10-17"
            Statement: [{ Effect: Allow, Action: "sqs:*", Resource: "*" }]
      - name: Empty
      - name: ${LONG_NAME}
    users:
      - { name: ana, password: "${PASSWORD}", groups: [Admins] }
      - { name: bob, password: "${PASSWORD}" }
      - name: lena
        password: "${PASSWORD}"
        inlinePolicies:
          List:
            Version: "2012-10-17"
            Statement: [{ Effect: Allow, Action: "iam:ListUsers", Resource: "*" }]
      - name: mia
        password: "${PASSWORD}"
        inlinePolicies:
          Own:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: ["iam:Get*", "iam:List*", "iam:ChangePassword", "iam:*AccessKey*", "iam:*MFADevice", "iam:TagUser"]
                Resource: "*"
      - name: carl
        groups: [Developers]
        accessKeys: [{ id: AKIACARLCARLCARLCARL, secret: seed-secret-of-at-least-16 }]
        tags: { team: web }
      - name: dora
        groups: [Developers]
        password: "${PASSWORD}"
        policies: [arn:aws:iam::aws:policy/ReadOnlyAccess]
        accessKeys:
          - { id: AKIADORADORADORADORA, secret: seed-secret-of-at-least-16 }
      - { name: ${LONG_NAME}, groups: [Developers] }
`;
