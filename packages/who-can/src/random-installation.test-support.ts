/**
 * Installations at random: few names, so that they often meet. INVARIANT: of every condition key one value helps, whoever writes about it:
 * it allows, or keeps a Deny away. What depends on a key then depends on that value alone, and nothing else can make up for it.
 */
import fc from "fast-check";
import type { MadeUpAccount, MadeUpRole, MadeUpUser, Statement } from "./made-up.test-support.ts";

export const ACCOUNTS = ["111122223333", "444455556666"] as const;
const OUTSIDE = "987654321098";
export const SERVICES = ["ec2.amazonaws.com", "lambda.amazonaws.com"] as const;
const USERS = ["ana", "bela", "clara", "dan", "eva"] as const;
const ROLES = [
  "Admin",
  "Build",
  "Deploy",
  "Export",
  "Import",
  "Loader",
  "Mailer",
  "Pager",
  "Reader",
  "Writer",
] as const;
const GROUPS = ["readers", "writers"] as const;
export const QUESTION = { action: "s3:GetObject", resource: "arn:aws:s3:::payroll/2026" };

const user = (account: string, name: string) => `arn:aws:iam::${account}:user/${name}`;
const role = (account: string, name: string) => `arn:aws:iam::${account}:role/${name}`;
export const provider = (account: string) => `arn:aws:iam::${account}:oidc-provider/idp.example`;

/** What helps, and how a Deny tells that it is not there. */
const HELPING: readonly Statement[] = [
  { Bool: { "aws:MultiFactorAuthPresent": "true" } },
  { StringEquals: { "sts:ExternalId": "x" } },
  { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } },
  { StringEquals: { "aws:PrincipalTag/Team": "red" } },
  { StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:*/*a*" } },
  { StringEquals: { "aws:PrincipalOrgID": "o-one" } },
];
const HARMING: readonly Statement[] = [
  { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
  { StringNotEquals: { "sts:ExternalId": "x" } },
  { NotIpAddress: { "aws:SourceIp": "192.0.2.0/24" } },
  { StringNotEquals: { "aws:PrincipalTag/Team": "red" } },
];

const often = <Value>(common: Value, other: fc.Arbitrary<Value>, weight = 3) =>
  fc.oneof({ arbitrary: fc.constant(common), weight }, { arbitrary: other, weight: 1 });
const conditions = (of: readonly Statement[]) =>
  often<Statement>(
    {},
    fc.constantFrom(...of).map((Condition) => ({ Condition })),
  );

const roleArn = fc
  .tuple(fc.constantFrom(...ACCOUNTS), fc.constantFrom(...ROLES))
  .map(([account, name]) => role(account, name));

const resources = fc.oneof(
  fc.constant("*"),
  fc.constantFrom("arn:aws:s3:::payroll/*", "arn:aws:s3:::other/*", "arn:aws:iam::*:role/*"),
  roleArn,
);
const actions = fc.constantFrom("s3:GetObject", "s3:*", "sts:AssumeRole", "sts:*", "*", "iam:PassRole");

const allowing = fc
  .tuple(actions, resources, conditions(HELPING))
  .map(([Action, Resource, more]): Statement => ({ Effect: "Allow", Action, Resource, ...more }));
const denying = fc
  .tuple(actions, resources, conditions(HARMING))
  .map(([Action, Resource, more]): Statement => ({ Effect: "Deny", Action, Resource, ...more }));
const statements = (size: { readonly minLength?: number; readonly maxLength: number }) =>
  fc.array(fc.oneof({ arbitrary: allowing, weight: 6 }, { arbitrary: denying, weight: 1 }), size);
const rarely = <Value>(of: fc.Arbitrary<Value>) => fc.option(of, { nil: undefined, freq: 4 });

const trustedNames = fc.oneof(
  fc
    .tuple(fc.constantFrom(...ACCOUNTS), fc.constantFrom(...USERS))
    .map(([id, name]) => ({ AWS: user(id, name) })),
  roleArn.map((AWS) => ({ AWS })),
  roleArn.map((arn) => ({
    AWS: `${arn.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/")}/boss`,
  })),
  fc.constantFrom(...ACCOUNTS, OUTSIDE).map((AWS) => ({ AWS })),
  fc.constant({ AWS: "*" }),
  fc.constantFrom(...SERVICES).map((Service) => ({ Service })),
  fc.constantFrom(...ACCOUNTS).map((account) => ({ Federated: provider(account) })),
);
const trusts = fc
  .array(
    fc.tuple(trustedNames, conditions(HELPING)).map(([Principal, more]): Statement => {
      const Action = "Federated" in Principal ? "sts:AssumeRoleWithWebIdentity" : "sts:AssumeRole";
      return { Effect: "Allow", Principal, Action, ...more };
    }),
    { minLength: 1, maxLength: 3 },
  )
  .chain((allowed) =>
    rarely(
      conditions(HARMING).map(
        (more): Statement => ({ Effect: "Deny", Principal: { AWS: "*" }, Action: "sts:AssumeRole", ...more }),
      ),
    ).map((denied) => (denied === undefined ? allowed : [...allowed, denied])),
  );

const tags = often<Readonly<Record<string, string>>>({}, fc.constantFrom({ Team: "red" }, { team: "blue" }));
const boundary = rarely(statements({ minLength: 1, maxLength: 2 }));
const without = <Made extends object>(made: Made): Made =>
  Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined)) as Made;

const users = fc.uniqueArray(
  fc
    .record({
      name: fc.constantFrom(...USERS),
      policy: statements({ maxLength: 2 }),
      groups: fc.subarray([...GROUPS]),
      boundary,
      tags,
    })
    .map((made) => without(made) as MadeUpUser),
  { selector: ({ name }) => name, maxLength: USERS.length },
);
const roles = fc.uniqueArray(
  fc
    .record({
      name: fc.constantFrom(...ROLES),
      trust: trusts,
      policy: statements({ maxLength: 2 }),
      boundary,
      tags,
    })
    .map((made) => without(made) as MadeUpRole),
  { selector: ({ name }) => name, minLength: 1, maxLength: ROLES.length },
);

const levels = fc.array(
  often<readonly Statement[]>(
    [{ Effect: "Allow", Action: "*", Resource: "*" }],
    statements({ minLength: 1, maxLength: 2 }).map((some) => [
      { Effect: "Allow", Action: "*", Resource: "*" },
      ...some,
    ]),
    1,
  ),
  { minLength: 1, maxLength: 2 },
);
const controlled = levels.map((each) =>
  each.map((level) => level.map((statement) => ({ ...statement, Principal: "*" }))),
);

const account = (id: string): fc.Arbitrary<MadeUpAccount> =>
  fc
    .record({
      id: fc.constant(id),
      organization: rarely(
        fc
          .record({
            id: fc.constant("o-one"),
            serviceControl: rarely(levels),
            resourceControl: rarely(controlled),
          })
          .map(without),
      ),
      groups: fc.record({
        readers: statements({ minLength: 1, maxLength: 2 }),
        writers: statements({ minLength: 1, maxLength: 2 }),
      }),
      users,
      roles,
    })
    .map((made) => without(made) as MadeUpAccount);

export const installations: fc.Arbitrary<readonly MadeUpAccount[]> = fc.tuple(...ACCOUNTS.map(account));
