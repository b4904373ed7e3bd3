/** Accounts of an organization in a table, over real sockets: the management account sees them, a member does not. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { RolecallOperations } from "@rolecall/contracts";
import type { Keys } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ACCOUNT, ADMIN, ADMINISTRATOR, seedKeysOf, seedUser, seedWithAdmin } from "../installation/seed.ts";
import { callRolecall } from "./rolecall-client.ts";

const [SHOP, LAB, ADMINISTERING] = ["222222222222", "333333333333", "444444444444"];

const member = (id: string, name: string, user: string) => ({
  id,
  name,
  users: [seedUser(user, { policies: [ADMINISTRATOR] })],
});
const locked = {
  Version: "2012-10-17",
  Statement: { Effect: "Deny", Action: "ec2:*", Resource: "*" },
};

let installation: TestInstallation;
before(async () => {
  const { accounts } = seedWithAdmin();
  installation = await startInstallation({
    accounts: [
      ...accounts.map((each) => ({ ...each, name: "company" })),
      member(SHOP!, "shop", "shopper"),
      member(LAB!, "lab", "tester"),
      member(ADMINISTERING!, "security", "guard"),
    ],
    organization: {
      managementAccount: ACCOUNT,
      features: "ALL",
      policies: [{ name: "NoMachines", type: "SERVICE_CONTROL_POLICY", document: locked }],
      trustedServices: ["config.amazonaws.com"],
      delegatedAdministrators: [{ account: ADMINISTERING, service: "config.amazonaws.com" }],
      root: {
        units: [
          {
            name: "Workloads",
            policies: ["NoMachines"],
            units: [{ name: "Production", accounts: [{ id: SHOP, tags: { team: "shop" } }] }],
          },
        ],
      },
    },
  });
});
after(() => installation?.stop());

type Input = RolecallOperations["SearchAccounts"]["input"];
const search = (input: Partial<Input> = {}, keys: Keys = ADMIN) =>
  callRolecall(installation, "SearchAccounts", { Page: 1, PageSize: 100, ...input }, keys);
const by = (Property: string, Value: string, Operator: "=" | ":" = "=") => ({
  Filters: [{ Property, Operator, Value }],
});
const namesBy = async (...filter: Parameters<typeof by>) =>
  (await search(by(...filter))).Rows.map(({ Name }) => Name);

test("an account tells where it stands and what reaches it", async () => {
  const { Rows, Count } = await search({ ...by("Name", "SHOP"), Columns: ["UnitPath", "Policies", "Tags"] });
  const { ParentId, Policies = [], Arn, JoinedTimestamp, Email, ...row } = Rows[0]!;
  assert.equal(Count, 1);
  assert.match(String(ParentId), /^ou-/);
  assert.match(Arn, /:account\/o-.+\/222222222222$/);
  assert.ok(JoinedTimestamp && Email);
  assert.deepEqual(row, {
    Id: SHOP,
    Name: "shop",
    State: "ACTIVE",
    JoinedMethod: "INVITED",
    IsManagementAccount: false,
    UnitPath: "/Workloads/Production/",
    Tags: [{ Key: "team", Value: "shop" }],
  });
  const names = Policies.map(({ PolicyId, PolicyName }) => PolicyName ?? PolicyId);
  assert.deepEqual([...new Set(names)].toSorted(), ["NoMachines", "p-FullAWSAccess"]);
});

test("accounts are found by name, unit, state and policy, and sorted", async () => {
  const all = await search();
  assert.deepEqual(
    [all.Rows.map(({ Name }) => Name), all.Count],
    [["company", "lab", "security", "shop"], 4],
  );
  assert.deepEqual(await namesBy("UnitPath", "workloads", ":"), ["shop"]);
  assert.deepEqual(await namesBy("UnitPath", "/"), ["company", "lab", "security"]);
  assert.deepEqual(await namesBy("Policies", "nomachines"), ["shop"]);
  assert.deepEqual(await namesBy("State", "SUSPENDED"), []);
  assert.deepEqual(await namesBy("Tags", "team=shop"), ["shop"]);
  const last = await search({ SortBy: "Id", Descending: true, PageSize: 1 });
  assert.deepEqual(
    last.Rows.map(({ Id }) => Id),
    [ADMINISTERING],
  );
});

test("who administers a service of the organization searches too; another member does not, whatever its policies", async () => {
  assert.equal((await search({}, seedKeysOf("guard"))).Count, 4);
  await assert.rejects(search({}, seedKeysOf("tester")), {
    name: "AccessDeniedException",
    message: "You don't have permissions to access this resource.",
  });
});
