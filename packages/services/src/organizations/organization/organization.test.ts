import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import type { IdentifiedCaller } from "@rolecall/access";
import type { OrganizationsOperations } from "@rolecall/contracts";
import { ACCOUNT, userRecord } from "../../../../access/src/records.test-support.ts";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { organizationsService } from "../index.ts";

let h: Harness<OrganizationsOperations>;
let other: IdentifiedCaller;
beforeEach(async () => {
  h = await createHarness<OrganizationsOperations>(organizationsService);
  other = await h.addAccount("222222222222");
});
afterEach(() => h.close());

const DEPENDENCY =
  "The request failed because your credentials do not have permission to create the service-linked role required by AWS Organizations.";
const NOT_IN_USE = "Your account is not a member of an organization.";

async function inviteAndAccept(): Promise<void> {
  const { Handshake } = await h.ask(h.root, "InviteAccountToOrganization", {
    Target: { Type: "ACCOUNT", Id: other.accountId },
  });
  await h.ask(other, "AcceptHandshake", { HandshakeId: Handshake!.Id! });
}

describe("CreateOrganization", () => {
  test("answers the organization; its root has no type of policies yet", async () => {
    const { Organization } = await h.ask(h.root, "CreateOrganization", {});
    assert.match(Organization!.Id!, /^o-[a-z0-9]{10}$/);
    assert.deepEqual(Organization, {
      Id: Organization!.Id,
      Arn: `arn:aws:organizations::${ACCOUNT}:organization/${Organization!.Id}`,
      FeatureSet: "ALL",
      MasterAccountArn: `arn:aws:organizations::${ACCOUNT}:account/${Organization!.Id}/${ACCOUNT}`,
      MasterAccountId: ACCOUNT,
      MasterAccountEmail: `root@${ACCOUNT}.example`,
      AvailablePolicyTypes: [{ Type: "SERVICE_CONTROL_POLICY", Status: "ENABLED" }],
    });
    assert.deepEqual(await h.ask(h.root, "DescribeOrganization", {}), { Organization });
    const { Roots } = await h.ask(h.root, "ListRoots", {});
    const [root] = Roots!;
    assert.match(root!.Id!, /^r-[a-z0-9]{4}$/);
    const arn = `arn:aws:organizations::${ACCOUNT}:root/${Organization!.Id}/${root!.Id}`;
    assert.deepEqual(Roots, [{ Id: root!.Id, Arn: arn, Name: "Root", PolicyTypes: [] }]);
    const { Accounts } = await h.ask(h.root, "ListAccounts", {});
    assert.deepEqual(
      Accounts!.map(({ Id, JoinedMethod }) => [Id, JoinedMethod]),
      [[ACCOUNT, "INVITED"]],
    );
  });

  test("with consolidated billing alone there is no type of policies", async () => {
    const { Organization } = await h.ask(h.root, "CreateOrganization", {
      FeatureSet: "CONSOLIDATED_BILLING",
    });
    assert.equal(Organization!.FeatureSet, "CONSOLIDATED_BILLING");
    assert.deepEqual(Organization!.AvailablePolicyTypes, []);
  });

  test("is refused to an account that is in an organization, as manager or member", async () => {
    await h.ask(h.root, "CreateOrganization", {});
    await inviteAndAccept();
    for (const caller of [h.root, other]) {
      await refuses(
        h.ask(caller, "CreateOrganization", {}),
        "AlreadyInOrganizationException",
        "The AWS account is already a member of an organization.",
      );
    }
  });

  test("makes the role of Organizations, which who calls has to be allowed", async () => {
    await h.store.write((tx) => tx.users.insert(userRecord("maker", {})));
    const maker = await h.asUser("maker");
    await h.allow("maker", { Action: "organizations:CreateOrganization" });
    await assert.rejects(h.ask(maker, "CreateOrganization", {}), (error: Error & { code?: string }) => {
      assert.deepEqual(
        [error.code, error.message, (error as { details?: unknown }).details],
        [
          "AccessDeniedForDependencyException",
          DEPENDENCY,
          { Reason: "ACCESS_DENIED_DURING_CREATE_SERVICE_LINKED_ROLE" },
        ],
      );
      return true;
    });
    await h.allow("maker", {
      Action: "iam:CreateServiceLinkedRole",
      Condition: { StringEquals: { "iam:AWSServiceName": "organizations.amazonaws.com" } },
    });
    await h.ask(maker, "CreateOrganization", {});
    const role = await h.store.read((tx) => tx.roles.byName(h.accountId, "AWSServiceRoleForOrganizations"));
    assert.equal(role?.path, "/aws-service-role/organizations.amazonaws.com/");
    const attached = await h.store.read((tx) => tx.attachments.ofOwner(role!.id));
    assert.deepEqual(
      attached.map(({ policyArn }) => policyArn),
      ["arn:aws:iam::aws:policy/aws-service-role/AWSOrganizationsServiceTrustPolicy"],
    );
  });
});

describe("DescribeOrganization", () => {
  test("tells a member the same; who is in none hears so", async () => {
    await refuses(h.ask(h.root, "DescribeOrganization", {}), "AWSOrganizationsNotInUseException", NOT_IN_USE);
    await h.ask(h.root, "CreateOrganization", {});
    await inviteAndAccept();
    assert.deepEqual(
      await h.ask(other, "DescribeOrganization", {}),
      await h.ask(h.root, "DescribeOrganization", {}),
    );
  });
});

describe("DeleteOrganization", () => {
  test("waits for every member to go, and takes all else with it", async () => {
    await h.ask(h.root, "CreateOrganization", {});
    await inviteAndAccept();
    const [root] = (await h.ask(h.root, "ListRoots", {})).Roots!;
    await h.ask(h.root, "CreateOrganizationalUnit", { ParentId: root!.Id!, Name: "Kept" });
    await refuses(
      h.ask(h.root, "DeleteOrganization", {}),
      "OrganizationNotEmptyException",
      "To delete an organization you must first remove all member accounts (except the master).",
    );
    await refuses(
      h.ask(other, "DeleteOrganization", {}),
      "AccessDeniedException",
      "You don't have permissions to access this resource.",
    );
    await h.ask(h.root, "RemoveAccountFromOrganization", { AccountId: other.accountId });
    assert.deepEqual(await h.ask(h.root, "DeleteOrganization", {}), {});
    await refuses(h.ask(h.root, "ListRoots", {}), "AWSOrganizationsNotInUseException", NOT_IN_USE);
    assert.deepEqual(await h.store.read((tx) => tx.organizations.list()), []);
    await h.ask(h.root, "CreateOrganization", {});
  });

  test("a member that was closed stands in the way for 90 days", async () => {
    await h.ask(h.root, "CreateOrganization", {});
    await inviteAndAccept();
    await h.ask(h.root, "CloseAccount", { AccountId: other.accountId });
    h.advance(90 * 24 * 3600 * 1000 - 1);
    await assert.rejects(h.ask(h.root, "DeleteOrganization", {}), /first remove all member accounts/);
    h.advance(1);
    await h.ask(h.root, "DeleteOrganization", {});
  });
});

describe("EnableAllFeatures", () => {
  const start = async () => (await h.ask(h.root, "EnableAllFeatures", {})).Handshake!;
  const featureSet = async () => (await h.ask(h.root, "DescribeOrganization", {})).Organization!.FeatureSet;
  const approvalOf = async (caller: IdentifiedCaller) => {
    const { Handshakes } = await h.ask(caller, "ListHandshakesForAccount", {
      Filter: { ActionType: "APPROVE_ALL_FEATURES" },
    });
    return Handshakes!.find(({ State }) => State === "OPEN")!;
  };
  const stateOf = async (id: string) =>
    (await h.ask(h.root, "DescribeHandshake", { HandshakeId: id })).Handshake!.State;

  test("with nobody to ask it is open at once, and the features are there when it is accepted", async () => {
    const { Organization } = await h.ask(h.root, "CreateOrganization", {
      FeatureSet: "CONSOLIDATED_BILLING",
    });
    const handshake = await start();
    assert.deepEqual(handshake, {
      Id: handshake.Id,
      Arn: `arn:aws:organizations::${ACCOUNT}:handshake/${Organization!.Id}/enable_all_features/${handshake.Id}`,
      Parties: [{ Id: Organization!.Id, Type: "ORGANIZATION" }],
      State: "OPEN",
      RequestedTimestamp: new Date(h.now()),
      ExpirationTimestamp: new Date(h.now() + 90 * 24 * 3600 * 1000),
      Action: "ENABLE_ALL_FEATURES",
      Resources: [{ Type: "ORGANIZATION", Value: Organization!.Id }],
    });
    await refuses(
      h.ask(h.root, "EnableAllFeatures", {}),
      "HandshakeConstraintViolationException",
      "Your organization is already enabling all features.",
    );
    assert.equal(await featureSet(), "CONSOLIDATED_BILLING");
    await h.ask(h.root, "AcceptHandshake", { HandshakeId: handshake.Id! });
    assert.equal(await featureSet(), "ALL");
    await refuses(
      h.ask(h.root, "EnableAllFeatures", {}),
      "HandshakeConstraintViolationException",
      "All features are already enabled on this organization.",
    );
  });

  test("each invited member is asked, and open invitations are called off", async () => {
    const third = await h.addAccount("333333333333");
    await h.ask(h.root, "CreateOrganization", { FeatureSet: "CONSOLIDATED_BILLING" });
    await inviteAndAccept();
    const invite = { Target: { Type: "ACCOUNT", Id: third.accountId } } as const;
    const { Handshake: open } = await h.ask(h.root, "InviteAccountToOrganization", invite);
    const parent = await start();
    assert.equal(parent.State, "REQUESTED");
    assert.equal(await stateOf(open!.Id!), "CANCELED");
    await assert.rejects(h.ask(h.root, "InviteAccountToOrganization", invite), {
      code: "HandshakeConstraintViolationException",
    });
    await refuses(
      h.ask(h.root, "AcceptHandshake", { HandshakeId: parent.Id! }),
      "InvalidHandshakeTransitionException",
      "You can't perform the operation on the handshake in its current state.",
    );
    const child = await approvalOf(other);
    assert.deepEqual(child.Resources?.[0], { Type: "PARENT_HANDSHAKE", Value: parent.Id });
    const { Handshakes: children } = await h.ask(h.root, "ListHandshakesForOrganization", {
      Filter: { ParentHandshakeId: parent.Id! },
    });
    assert.deepEqual(children, [child]);
    await h.ask(other, "AcceptHandshake", { HandshakeId: child.Id! });
    assert.equal(await stateOf(parent.Id!), "OPEN");
    await h.ask(h.root, "AcceptHandshake", { HandshakeId: parent.Id! });
    assert.equal(await featureSet(), "ALL");
  });

  test("whoever declines is in the way until it leaves; calling a question off answers it not", async () => {
    await h.ask(h.root, "CreateOrganization", { FeatureSet: "CONSOLIDATED_BILLING" });
    await inviteAndAccept();
    const parent = await start();
    const child = await approvalOf(other);
    await h.ask(h.root, "CancelHandshake", { HandshakeId: child.Id! });
    assert.equal(await stateOf(parent.Id!), "REQUESTED");
    await h.ask(h.root, "CancelHandshake", { HandshakeId: parent.Id! });
    const second = await start();
    await h.ask(other, "DeclineHandshake", { HandshakeId: (await approvalOf(other)).Id! });
    assert.equal(await stateOf(second.Id!), "REQUESTED");
    await h.ask(other, "LeaveOrganization", {});
    assert.equal(await stateOf(second.Id!), "OPEN");
  });

  test("it expires after 90 days, with its children", async () => {
    await h.ask(h.root, "CreateOrganization", { FeatureSet: "CONSOLIDATED_BILLING" });
    await inviteAndAccept();
    const parent = await start();
    const child = await approvalOf(other);
    h.advance(90 * 24 * 3600 * 1000);
    assert.deepEqual([await stateOf(parent.Id!), await stateOf(child.Id!)], ["EXPIRED", "EXPIRED"]);
    await assert.rejects(h.ask(other, "AcceptHandshake", { HandshakeId: child.Id! }), {
      code: "InvalidHandshakeTransitionException",
    });
    assert.equal((await start()).State, "REQUESTED");
  });
});
