import { ACCOUNT, PASSWORD } from "./sign-in.ts";

/** More than a page of 50 holds. */
const MANY = 60;
export const EMPTY_ACCOUNT = "222222222222";
/** IAM's limit: 64 characters. */
export const LONG_NAME = "Personalabrechnungsverwaltungs-Leserolle-Niederlassung-Suedwest1";
/** What a spreadsheet would take for a formula is a name to IAM. */
export const FORMULA_NAME = "=1+1";
export const RIGHT_TO_LEFT = "צוות הנהלת החשבונות והשכר";

const TRUST =
  '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}}';
const READ = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}}';
const LISTS =
  '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":["iam:ListUsers","iam:ListGroups","iam:ListRoles","iam:ListPolicies","organizations:ListAccounts"],"Resource":"*"}}';

const numbers = Array.from({ length: MANY }, (_, at) => String(at + 1).padStart(2, "0"));
const each = (write: (number: string) => string) =>
  numbers.map((number) => `      - ${write(number)}`).join("\n");
const accountId = (number: string) => `3333333333${number}`;

/**
 * An account with more of everything than a page holds, in an organization of as many accounts, and one with nothing. ana may do everything,
 * lists list and nothing else, bob nothing.
 */
export const TABLES_SEED = `
accounts:
  - id: "${ACCOUNT}"
    alias: nordwind-people
    users:
      - { name: ana, password: "${PASSWORD}", policies: ["arn:aws:iam::aws:policy/AdministratorAccess"] }
      - { name: bob, password: "${PASSWORD}" }
      - { name: lists, password: "${PASSWORD}", inlinePolicies: { Lists: ${LISTS} } }
      - { name: "${FORMULA_NAME}", tags: { Team: "${RIGHT_TO_LEFT}" } }
      - { name: ${LONG_NAME}, groups: [${LONG_NAME}] }
${each((number) => `{ name: user-${number} }`)}
    groups:
      - { name: "${FORMULA_NAME}" }
      - { name: ${LONG_NAME} }
${each((number) => `{ name: group-${number} }`)}
    roles:
      - { name: "${FORMULA_NAME}", trust: ${TRUST}, tags: { Team: "${RIGHT_TO_LEFT}" } }
      - { name: ${LONG_NAME}, trust: ${TRUST} }
${each((number) => `{ name: role-${number}, trust: ${TRUST} }`)}
    policies:
      - { name: "${FORMULA_NAME}", document: ${READ} }
      - { name: ${LONG_NAME}, document: ${READ} }
  - { id: "${EMPTY_ACCOUNT}", rootPassword: "${PASSWORD}" }
  - { id: "111111111111", name: "${FORMULA_NAME}" }
  - { id: "111111111112", name: "${RIGHT_TO_LEFT}" }
${numbers.map((number) => `  - { id: "${accountId(number)}", name: account-${number} }`).join("\n")}
organization:
  managementAccount: "${ACCOUNT}"
  root:
    accounts: ["111111111111", "111111111112"]
    units:
      - name: "Größte Einheit von allen, die es je gab"
        accounts: [${numbers.map((number) => `"${accountId(number)}"`).join(", ")}]
`;
