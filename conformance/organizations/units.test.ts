import assert from "node:assert/strict";
import { before, test } from "node:test";
import {
  CreateOrganizationalUnitCommand,
  DeleteOrganizationalUnitCommand,
  DescribeOrganizationalUnitCommand,
  ListChildrenCommand,
  ListOrganizationalUnitsForParentCommand,
  ListParentsCommand,
  type OrganizationsClient,
  UpdateOrganizationalUnitCommand,
} from "@aws-sdk/client-organizations";
import { assertRefused } from "../installation/refusal.ts";
import { keysIn, MANAGEMENT, MEMBER, onEachEngine } from "./organization.ts";

/** Units of an organization, by AWS's client, on each engine. */
onEachEngine((organization) => {
  let client: OrganizationsClient;
  before(() => {
    client = organization().clients(keysIn(MANAGEMENT)).organizations;
  });

  test("a unit from its creation to its end", async () => {
    const { organizationId, rootId, unitId: ParentId } = organization();
    const create = new CreateOrganizationalUnitCommand({ ParentId, Name: "Inner" });
    const { OrganizationalUnit: unit } = await client.send(create);
    assert.equal(unit?.Path, `${organizationId}/${rootId}/${ParentId}/${unit?.Id}/`);
    await assertRefused(client.send(create), {
      code: "DuplicateOrganizationalUnitException",
      status: 400,
      message: "An OU with the same name already exists.",
    });
    const OrganizationalUnitId = unit?.Id;
    const renamed = await client.send(
      new UpdateOrganizationalUnitCommand({ OrganizationalUnitId, Name: "New" }),
    );
    const { $metadata: _, ...described } = await client.send(
      new DescribeOrganizationalUnitCommand({ OrganizationalUnitId }),
    );
    assert.deepEqual(described, { OrganizationalUnit: renamed.OrganizationalUnit });
    assert.equal(described.OrganizationalUnit?.Name, "New");
    const units = await client.send(new ListOrganizationalUnitsForParentCommand({ ParentId }));
    assert.deepEqual(units.OrganizationalUnits, [described.OrganizationalUnit]);
    const children = await client.send(new ListChildrenCommand({ ParentId, ChildType: "ACCOUNT" }));
    assert.deepEqual(children.Children, [{ Id: MEMBER, Type: "ACCOUNT" }]);
    const { Parents } = await client.send(new ListParentsCommand({ ChildId: OrganizationalUnitId }));
    assert.deepEqual(Parents, [{ Id: ParentId, Type: "ORGANIZATIONAL_UNIT" }]);
    await assertRefused(
      client.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId: ParentId })),
      { code: "OrganizationalUnitNotEmptyException", status: 400 },
    );
    await client.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId }));
    await assertRefused(client.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId })), {
      code: "OrganizationalUnitNotFoundException",
    });
  });

  test("of two units of one name that are made at the same time one is made", async () => {
    const command = () =>
      new CreateOrganizationalUnitCommand({ ParentId: organization().rootId, Name: "Twin" });
    const outcomes = await Promise.allSettled([client.send(command()), client.send(command())]);
    const codes = outcomes.map((one) => (one.status === "fulfilled" ? "done" : (one.reason as Error).name));
    assert.deepEqual(codes.toSorted(), ["DuplicateOrganizationalUnitException", "done"]);
  });
});
