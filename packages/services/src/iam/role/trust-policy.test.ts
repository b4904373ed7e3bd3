import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import { toAccountId } from "@rolecall/names";
import { ServiceError } from "@rolecall/operations";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { trusting } from "../document.test-support.ts";
import { iamService } from "../index.ts";

let h: Harness<IamOperations>;
beforeEach(async () => {
  h = await createHarness(iamService);
});
afterEach(() => h.close());

const BOB = "arn:aws:iam::111111111111:user/Bob";

const createRole = (AssumeRolePolicyDocument: string, RoleName = "Reader") =>
  h.ask(h.root, "CreateRole", { RoleName, AssumeRolePolicyDocument });
const shownTrust = async (RoleName = "Reader") => {
  const { Role: role } = await h.ask(h.root, "GetRole", { RoleName });
  return decodeURIComponent(role.AssumeRolePolicyDocument ?? "");
};
const savedIds = async () => {
  const role = await h.store.read((tx) => tx.roles.byName(h.accountId, "Reader"));
  return role?.trustPrincipals;
};
const createUser = async (input: IamOperations["CreateUser"]["input"]) => {
  const { User: user } = await h.ask(h.root, "CreateUser", input);
  assert.ok(user);
  return user;
};

test("a document is refused in AWS's words", async () => {
  const malformed = (text: string, message: string) =>
    refuses(createRole(text), "MalformedPolicyDocument", message);
  await malformed("no json", "This policy contains invalid Json");
  const action = trusting({ AWS: "111111111111" }).replace("sts:AssumeRole", "s3:GetObject");
  await malformed(action, "AssumeRole policy may only specify STS AssumeRole actions.");
  const resource = trusting({ AWS: "111111111111" }).replace('"Action"', '"Resource":"*","Action"');
  await malformed(resource, "Has prohibited field Resource");
});

test("a user, a role and the users of other accounts are kept by their ids", async () => {
  const bob = await createUser({ UserName: "Bob" });
  const { Role: role } = await createRole(trusting({ AWS: "111111111111" }), "Other");
  const foreignRoot = await h.addAccount("222222222222");
  const { User: eve } = await h.ask(foreignRoot, "CreateUser", { UserName: "Eve", Path: "/a/b/" });
  assert.ok(eve);
  const principals = [bob.Arn, role.Arn, eve.Arn, "222222222222", "arn:aws:iam::111111111111:root", "*"];
  const text = trusting({ AWS: principals });
  await createRole(text);
  assert.deepEqual(await savedIds(), {
    [bob.Arn]: bob.UserId,
    [role.Arn]: role.RoleId,
    [eve.Arn]: eve.UserId,
  });
  assert.equal(await shownTrust(), text);
});

test("an account stands as a number or with dashes, and is shown so", async () => {
  for (const [index, written] of ["111111111111", '"1111-1111-1111"', '["*",111111111111]'].entries()) {
    const text = trusting({ AWS: "X" }).replace('"X"', written);
    await createRole(text, `Reader${index}`);
    assert.equal(await shownTrust(`Reader${index}`), text);
  }
  for (const written of ["999999999999", '"9999-9999-9999"']) {
    const words = 'Invalid principal in policy: "AWS":"999999999999"';
    const text = trusting({ AWS: "X" }).replace('"X"', written);
    await refuses(createRole(text), "MalformedPolicyDocument", words);
  }
});

test("services that AWS does not have are not trusted", async () => {
  await createRole(trusting({ Service: ["ec2.amazonaws.com", "states.eu-west-1.amazonaws.com"] }));
  const words = 'Invalid principal in policy: "SERVICE":"ec2.amazonaws.con"';
  const text = trusting({ Service: ["ec2.amazonaws.com", "ec2.amazonaws.con"] });
  await refuses(createRole(text, "Typo"), "MalformedPolicyDocument", words);
});

test("a document is shown as it was sent, white space and all", async () => {
  const text =
    '{\n\t"Version": "2012-10-17",\n "Statement": {"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":["sts:AssumeRole"] }\n}\n';
  await createRole(text);
  assert.equal(await shownTrust(), text);
});

test("who is not there cannot be trusted", async () => {
  await h.ask(h.root, "CreateGroup", { GroupName: "Staff" });
  await createUser({ UserName: "Bob", Path: "/sales/" });
  const strangers = [
    BOB, // The path is missing.
    "arn:aws:iam::111111111111:user/sales/Alice",
    "arn:aws:iam::111111111111:role/Reader", // Not before it is made.
    "arn:aws:iam::111111111111:group/Staff",
    "arn:aws:iam::999999999999:root",
    "999999999999",
    "arn:aws:iam::999999999999:user/Bob",
    "arn:aws:sts::999999999999:assumed-role/Reader/session",
    "AIDAAAAAAAAAAAAAAAAAA",
  ];
  for (const stranger of strangers) {
    const message = `Invalid principal in policy: "AWS":"${stranger}"`;
    await refuses(createRole(trusting({ AWS: [stranger] })), "MalformedPolicyDocument", message);
  }
});

test("who was deleted is shown by the unique id, and one of the same name is somebody else", async () => {
  const bob = await createUser({ UserName: "Bob" });
  const alice = await createUser({ UserName: "Alice" });
  const text = trusting({ AWS: [BOB, alice.Arn] });
  await createRole(text);
  await h.ask(h.root, "DeleteUser", { UserName: "Bob" });
  const shown = text.replace(BOB, bob.UserId);
  assert.equal(await shownTrust(), shown);
  const again = await createUser({ UserName: "Bob" });
  assert.equal(await shownTrust(), shown);
  const words = `Invalid principal in policy: "AWS":"${bob.UserId}"`;
  const update = (PolicyDocument: string) =>
    h.ask(h.root, "UpdateAssumeRolePolicy", { RoleName: "Reader", PolicyDocument });
  await refuses(update(shown), "MalformedPolicyDocument", words);
  await update(text);
  assert.deepEqual(await savedIds(), { [BOB]: again.UserId, [alice.Arn]: alice.UserId });
});

test("who was renamed is shown by the new ARN, in each statement, however the old one was written", async () => {
  await createUser({ UserName: "Bob" });
  const escaped = JSON.stringify(BOB).replaceAll("/", "\\/");
  const statement = (principal: string) =>
    `{"Effect":"Allow","Principal":{"AWS":${principal}},"Action":"sts:AssumeRole"}`;
  const text = (principal: string) =>
    `{"Version":"2012-10-17","Id":"${BOB}","Statement":[${statement(principal)},${statement(`["111111111111",${principal}]`)}]}`;
  await createRole(text(escaped));
  await h.ask(h.root, "UpdateUser", { UserName: "Bob", NewUserName: "Rob" });
  assert.equal(await shownTrust(), text('"arn:aws:iam::111111111111:user/Rob"'));
});

test("a unique id may be written, and is shown as the ARN it stands for", async () => {
  const bob = await createUser({ UserName: "Bob" });
  await createRole(trusting({ AWS: bob.UserId }));
  assert.equal(await shownTrust(), trusting({ AWS: BOB }));
});

test("trust policies have a size of their own, without white space", async () => {
  const base = trusting({ Service: "ec2.amazonaws.com" });
  const sized = (size: number) =>
    base.replace('"Version"', `"Id":"${"x".repeat(size - base.length - 8)}","Version"`);
  await createRole(sized(2048) + " ".repeat(100), "fits");
  await refuses(createRole(sized(2049)), "LimitExceeded", "Cannot exceed quota for ACLSizePerRole: 2048");
});

test("an account that is declared to be somewhere else is trusted with all that is in it; any other is refused with a remedy", async () => {
  const elsewhere = [
    "999999999999",
    "arn:aws:iam::999999999999:root",
    "arn:aws:iam::999999999999:user/sales/Bob",
    "arn:aws:iam::999999999999:role/monitor",
    "arn:aws:sts::999999999999:assumed-role/monitor/session",
  ];
  await h.store.write((tx) =>
    tx.externalAccounts.put({ accountId: toAccountId("999999999999"), addedAt: 0 }),
  );
  const text = trusting({ AWS: elsewhere });
  await createRole(text);
  assert.equal(await shownTrust(), text);
  const refusal = async (principal: string) => {
    const error: unknown = await createRole(trusting({ AWS: principal }), "Other").then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof ServiceError);
    assert.equal(error.message, `Invalid principal in policy: "AWS":"${principal}"`);
    return error.remedy;
  };
  assert.equal(
    await refusal("arn:aws:iam::888888888888:role/monitor"),
    "There is no account 888888888888 here: add it to the seed's accounts or, if it is somewhere else, to its " +
      "externalAccounts (or start with --external-account 888888888888).",
  );
  // One that is here is known through and through, whatever is said of others.
  assert.equal(
    await refusal("arn:aws:iam::111111111111:user/Nobody"),
    "Account 111111111111 has no such user or role.",
  );
  assert.equal(await refusal("AIDAAAAAAAAAAAAAAAAAA"), undefined);
});
