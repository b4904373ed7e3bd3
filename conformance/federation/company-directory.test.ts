import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { GetUserCommand, TagUserCommand } from "@aws-sdk/client-iam";
import { AssumeRoleWithSAMLCommand, STSClient } from "@aws-sdk/client-sts";
import { type Clients, clientsOf, keysOf } from "../installation/clients.ts";
import { type CompanyIdp, startCompanyIdp } from "../installation/company-idp.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { assertRefused } from "../installation/refusal.ts";
import { ACCOUNT, seedWithAdmin } from "../installation/seed.ts";

/**
 * A company of 5,000 has no users of IAM, but a directory: who signs in there gets the role of their group, with their department and
 * cost center as tags of the session, and three policies say for all of them who may do what to whose things.
 */
const PEOPLE = 5_000;
/** Each signature of the directory's costs more than all that Rolecall does: as many sign in as are soon done. */
const STEP = 40;
const GROUPS = ["Engineers", "Auditors", "Contractors"] as const;
const DEPARTMENTS = ["search", "maps", "mail", "billing"] as const;
const PROVIDER = `arn:aws:iam::${ACCOUNT}:saml-provider/directory`;
const roleArn = (group: string) => `arn:aws:iam::${ACCOUNT}:role/${group}`;

interface Person {
  readonly group: (typeof GROUPS)[number];
  readonly department: (typeof DEPARTMENTS)[number];
  readonly costCenter: string;
}

const directory = new Map<string, Person>(
  Array.from({ length: PEOPLE }, (_, number) => [
    `person.${number}@company.example`,
    {
      group: GROUPS[number % GROUPS.length] ?? "Contractors",
      department: DEPARTMENTS[Math.floor(number / 7) % DEPARTMENTS.length] ?? "search",
      costCenter: String(1_000 + (number % 90)),
    },
  ]),
);

let idp: CompanyIdp;
let installation: TestInstallation;
let stranger: STSClient;

function attributesOf(name: string) {
  const person = directory.get(name);
  if (person === undefined) return undefined;
  return {
    Role: `${roleArn(person.group)},${PROVIDER}`,
    RoleSessionName: name,
    "PrincipalTag:department": person.department,
    "PrincipalTag:cost-center": person.costCenter,
    SourceIdentity: name,
  };
}

const policy = (Statement: unknown) => ({ Version: "2012-10-17", Statement });

function roleOf(group: string, actions: readonly string[]) {
  const trust = policy({
    Effect: "Allow",
    Principal: { Federated: PROVIDER },
    Action: ["sts:AssumeRoleWithSAML", "sts:TagSession", "sts:SetSourceIdentity"],
    Condition: {
      StringEquals: { "saml:iss": idp.entityId, "aws:RequestTag/department": [...DEPARTMENTS] },
      StringLike: { "sts:SourceIdentity": "*@company.example" },
    },
  });
  const ofOwnDepartment = {
    Effect: "Allow",
    Action: actions,
    Resource: "*",
    Condition: { StringEquals: { "aws:ResourceTag/department": "${aws:PrincipalTag/department}" } },
  };
  return { name: group, trust, inlinePolicies: { OwnDepartment: policy(ofOwnDepartment) } };
}

before(async () => {
  const attributeNames = Object.keys(attributesOf("person.0@company.example") ?? {});
  idp = await startCompanyIdp({ attributeNames, attributesOf });
  const machines = DEPARTMENTS.map((department) => ({ name: `robot-${department}`, tags: { department } }));
  installation = await startInstallation(
    seedWithAdmin({
      users: machines,
      samlProviders: [{ name: "directory", metadata: idp.metadata }],
      roles: [
        roleOf("Engineers", ["iam:GetUser", "iam:TagUser"]),
        roleOf("Auditors", ["iam:GetUser"]),
        roleOf("Contractors", []),
      ].map((role) => (role.name === "Contractors" ? { ...role, inlinePolicies: {} } : role)),
    }),
  );
  stranger = new STSClient({ endpoint: installation.endpoint, region: "us-east-1", maxAttempts: 1 });
});
after(async () => {
  idp?.stop();
  await installation?.stop();
});

async function signIn(name: string, group: string) {
  const input = { RoleArn: roleArn(group), PrincipalArn: PROVIDER, SAMLAssertion: await idp.signIn(name) };
  return stranger.send(new AssumeRoleWithSAMLCommand(input));
}

const DENIED = { code: "AccessDenied", status: 403 };

/** Allowed where expected, else denied in words that name the action. */
async function expect(isAllowed: boolean, call: Promise<unknown>, action: string): Promise<void> {
  if (isAllowed) await call;
  else await assertRefused(call, { ...DENIED, message: new RegExp(`not authorized to perform: ${action}`) });
}

const look = ({ iam }: Clients, department: string) =>
  iam.send(new GetUserCommand({ UserName: `robot-${department}` }));
const tag = ({ iam }: Clients, department: string) =>
  iam.send(new TagUserCommand({ UserName: `robot-${department}`, Tags: [{ Key: "seen", Value: "yes" }] }));

test("everybody has the role of their group, and does what it allows to what is of their department", async () => {
  const names = [...directory.keys()].filter((_, number) => number % STEP === 0);
  for (const [turn, name] of names.entries()) {
    const { group, department } = directory.get(name) ?? assert.fail();
    const answer = await signIn(name, group);
    assert.deepEqual([answer.Subject, answer.Issuer, answer.SourceIdentity], [name, idp.entityId, name]);
    assert.equal(answer.AssumedRoleUser?.Arn, `arn:aws:sts::${ACCOUNT}:assumed-role/${group}/${name}`);
    const clients = clientsOf(installation, keysOf(answer.Credentials));
    const other = DEPARTMENTS[(DEPARTMENTS.indexOf(department) + 1 + (turn % 3)) % DEPARTMENTS.length] ?? "";
    await expect(group !== "Contractors", look(clients, department), "iam:GetUser");
    await expect(false, look(clients, other), "iam:GetUser");
    await expect(group === "Engineers", tag(clients, department), "iam:TagUser");
  }
  assert.equal(names.length, PEOPLE / STEP);
});

test("who changes department has its things with the next sign-in, and what one had before until the session ends", async () => {
  const name = "person.0@company.example";
  const before = clientsOf(installation, keysOf((await signIn(name, "Engineers")).Credentials));
  await look(before, "search");
  directory.set(name, { group: "Engineers", department: "billing", costCenter: "1" });
  const later = clientsOf(installation, keysOf((await signIn(name, "Engineers")).Credentials));
  await look(later, "billing");
  await assertRefused(look(later, "search"), DENIED);
  await look(before, "search");
});

test("a group that one is not in gives no role, whatever is asked for", async () => {
  await assertRefused(signIn("person.1@company.example", "Engineers"), {
    code: "InvalidIdentityTokenException",
    message: "SAML Assertion doesn't contain the requested Role and Metadata in the attributes",
  });
});

test("a department that nobody knows is refused by the trust policy", async () => {
  directory.set("stray@company.example", {
    group: "Engineers",
    department: "finance" as never,
    costCenter: "1",
  });
  const refusal = { ...DENIED, message: "Not authorized to perform sts:AssumeRoleWithSAML" };
  await assertRefused(signIn("stray@company.example", "Engineers"), refusal);
});

test("who is not in the directory gets nothing to bring", async () => {
  await assert.rejects(signIn("eve@company.example", "Engineers"), /answers 401/);
});
