import assert from "node:assert/strict";
import { before, test } from "node:test";
import {
  AcceptHandshakeCommand,
  CreateOrganizationCommand,
  DeleteOrganizationCommand,
  DescribeOrganizationCommand,
  EnableAllFeaturesCommand,
  ListRootsCommand,
  type OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { assertRefused } from "../installation/refusal.ts";
import { ALONE, keysIn, MANAGEMENT, onEachEngine } from "./organization.ts";

/** Organizations themselves, by AWS's client, on each engine. */
onEachEngine((organization) => {
  let alone: OrganizationsClient;
  before(() => {
    alone = organization().clients(keysIn(ALONE)).organizations;
  });

  test("an organization begins with bills alone, enables all features, and ends", async () => {
    const FeatureSet = "CONSOLIDATED_BILLING";
    const { Organization } = await alone.send(new CreateOrganizationCommand({ FeatureSet }));
    assert.deepEqual([Organization?.FeatureSet, Organization?.AvailablePolicyTypes], [FeatureSet, []]);
    const { Handshake } = await alone.send(new EnableAllFeaturesCommand({}));
    assert.deepEqual([Handshake?.Action, Handshake?.State], ["ENABLE_ALL_FEATURES", "OPEN"]);
    await alone.send(new AcceptHandshakeCommand({ HandshakeId: Handshake?.Id }));
    const described = await alone.send(new DescribeOrganizationCommand({}));
    assert.equal(described.Organization?.FeatureSet, "ALL");
    const { Roots } = await alone.send(new ListRootsCommand({}));
    assert.deepEqual(
      Roots?.map(({ Name, PolicyTypes }) => [Name, PolicyTypes]),
      [["Root", []]],
    );
    const deleted = await alone.send(new DeleteOrganizationCommand({}));
    assert.equal(deleted.$metadata.httpStatusCode, 200);
    await assertRefused(alone.send(new DescribeOrganizationCommand({})), {
      code: "AWSOrganizationsNotInUseException",
      status: 400,
    });
  });

  test("one with members is not deleted, and who is in one makes no other", async () => {
    const management = organization().clients(keysIn(MANAGEMENT)).organizations;
    await assertRefused(management.send(new DeleteOrganizationCommand({})), {
      code: "OrganizationNotEmptyException",
      status: 400,
      message: "To delete an organization you must first remove all member accounts (except the master).",
    });
    await assertRefused(management.send(new CreateOrganizationCommand({})), {
      code: "AlreadyInOrganizationException",
      status: 400,
      message: "The AWS account is already a member of an organization.",
    });
  });
});
