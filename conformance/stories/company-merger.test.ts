import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ListUsersCommand, paginateListUsers } from "@aws-sdk/client-iam";
import { AssumeRoleCommand, GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { type Clients, clientsOf, keysOf } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { assertRefused } from "../installation/refusal.ts";

/**
 * Company A buys company B. A's role trusts B's account; B's administrator decides who of its 2,000 people may use it. A third
 * party gets a role of its own that asks for an external id.
 */
const A = "111111111111";
const B = "222222222222";
const VENDOR = "333333333333";
const INTEGRATION_ROLE = `arn:aws:iam::${A}:role/Integration`;
const VENDOR_ROLE = `arn:aws:iam::${A}:role/Vendor`;
const PEOPLE = 2_000;
const SECRET = "story-secret-of-at-least-16";

const mayAssume = (role: string) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Resource: role }],
});
const mayListUsers = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "iam:ListUsers", Resource: "*" }],
};
const trusts = (account: string, condition?: object) => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: "sts:AssumeRole",
      ...(condition && { Condition: condition }),
    },
  ],
});
const person = (index: number) => ({
  name: `person-${String(index).padStart(4, "0")}`,
  ...(index === 7 && { groups: ["Integrators"] }),
  ...(index <= 8 && { accessKeys: [{ id: `AKIASEEDSEEDPERSON${index}`, secret: SECRET }] }),
});

const seed = {
  accounts: [
    {
      id: A,
      roles: [
        { name: "Integration", trust: trusts(B), inlinePolicies: { Work: mayListUsers } },
        {
          name: "Vendor",
          trust: trusts(VENDOR, { StringEquals: { "sts:ExternalId": "deal-4711" } }),
          inlinePolicies: { Work: mayListUsers },
        },
      ],
    },
    {
      id: B,
      groups: [{ name: "Integrators", inlinePolicies: { Assume: mayAssume(INTEGRATION_ROLE) } }],
      users: [
        {
          name: "administrator",
          policies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
          accessKeys: [{ id: "AKIASEEDSEADMINB", secret: SECRET }],
        },
        ...Array.from({ length: PEOPLE }, (_, index) => person(index)),
      ],
    },
    {
      id: VENDOR,
      users: [
        {
          name: "vendor",
          inlinePolicies: { Assume: mayAssume("*") },
          accessKeys: [{ id: "AKIASEEDSEVENDOR", secret: SECRET }],
        },
      ],
    },
  ],
};

let installation: TestInstallation;
before(async () => {
  installation = await startInstallation(seed);
});
after(() => installation.stop());

const as = (accessKeyId: string): Clients =>
  clientsOf(installation, { accessKeyId, secretAccessKey: SECRET });
const assume = (clients: Clients, RoleArn: string, ExternalId?: string) =>
  clients.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "story", ExternalId }));

test("a member of the group assumes the role and works in the other account", async () => {
  const { Credentials, AssumedRoleUser } = await assume(as("AKIASEEDSEEDPERSON7"), INTEGRATION_ROLE);
  assert.equal(AssumedRoleUser?.Arn, `arn:aws:sts::${A}:assumed-role/Integration/story`);
  const visiting = clientsOf(installation, keysOf(Credentials));
  const identity = await visiting.sts.send(new GetCallerIdentityCommand({}));
  assert.equal(identity.Account, A);
  assert.equal(identity.UserId, AssumedRoleUser?.AssumedRoleId);
  assert.deepEqual((await visiting.iam.send(new ListUsersCommand({}))).Users, []);
});

test("everybody else in the trusted account is refused", async () => {
  for (const index of [0, 1, 6, 8]) {
    await assertRefused(assume(as(`AKIASEEDSEEDPERSON${index}`), INTEGRATION_ROLE), {
      code: "AccessDenied",
      status: 403,
      message: new RegExp(
        `^User: arn:aws:iam::${B}:user/person-000${index} is not authorized to perform: sts:AssumeRole on resource: ${INTEGRATION_ROLE}`,
      ),
    });
  }
});

test("permission at home does not help where the role trusts another account", async () => {
  await assertRefused(assume(as("AKIASEEDSEVENDOR"), INTEGRATION_ROLE), {
    code: "AccessDenied",
    status: 403,
  });
});

test("a role that does not exist is refused in the same words as one that does not trust", async () => {
  await assertRefused(assume(as("AKIASEEDSEVENDOR"), `arn:aws:iam::${A}:role/Nothing`), {
    code: "AccessDenied",
    message:
      /is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111111111111:role\/Nothing/,
  });
});

test("the external id guards the third party's role", async () => {
  const vendor = as("AKIASEEDSEVENDOR");
  await assertRefused(assume(vendor, VENDOR_ROLE), { code: "AccessDenied" });
  await assertRefused(assume(vendor, VENDOR_ROLE, "deal-4712"), { code: "AccessDenied" });
  assert.ok((await assume(vendor, VENDOR_ROLE, "deal-4711")).Credentials);
});

test("the administrator sees all 2,000 people, page by page; the others do not", async () => {
  const names = new Set<string>();
  for await (const page of paginateListUsers({ client: as("AKIASEEDSEADMINB").iam, pageSize: 300 }, {})) {
    for (const user of page.Users ?? []) names.add(user.UserName ?? "");
  }
  assert.equal(names.size, PEOPLE + 1);
  await assertRefused(as("AKIASEEDSEEDPERSON7").iam.send(new ListUsersCommand({})), {
    code: "AccessDenied",
    message:
      /because no identity-based policy allows the iam:ListUsers action\. Go to http\S+#\/authorization-details\/([0-9a-z]{25}) for complete details, .* id: \1$/,
  });
});
