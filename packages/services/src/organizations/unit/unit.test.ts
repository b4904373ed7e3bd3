import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { toOrganizationId } from "@rolecall/names";
import { refuses } from "../../harness.test-support.ts";
import {
  ARNS,
  createOrganization,
  MEMBER,
  ORGANIZATION,
  type OrganizationHarness,
  OTHER,
  ROOT,
  UNIT,
} from "../organization.test-support.ts";

let h: OrganizationHarness;
beforeEach(async () => {
  h = await createOrganization({ OrganizationalUnits: 7 });
});
afterEach(() => h.close());

const create = async (ParentId: string, Name: string) =>
  (await h.ask(h.management, "CreateOrganizationalUnit", { ParentId, Name })).OrganizationalUnit!;

describe("CreateOrganizationalUnit", () => {
  test("answers the unit with its path, and keeps its tags", async () => {
    const Tags = [{ Key: "team", Value: "a" }];
    const input = { ParentId: UNIT, Name: "Tests", Tags };
    const { OrganizationalUnit: unit } = await h.ask(h.management, "CreateOrganizationalUnit", input);
    assert.match(unit!.Id!, /^ou-abcd-[a-z0-9]{8}$/);
    assert.deepEqual(unit, {
      Id: unit!.Id,
      Arn: `${ARNS}:ou/${ORGANIZATION}/${unit!.Id}`,
      Name: "Tests",
      Path: `${ORGANIZATION}/${ROOT}/${UNIT}/${unit!.Id}/`,
    });
    const described = await h.ask(h.management, "DescribeOrganizationalUnit", {
      OrganizationalUnitId: unit!.Id!,
    });
    assert.deepEqual(described, { OrganizationalUnit: unit });
    const kept = await h.ask(h.management, "ListTagsForResource", { ResourceId: unit!.Id! });
    assert.deepEqual(kept, { Tags });
  });

  test("units go five deep, and to their number", async () => {
    let parent: string = UNIT;
    for (const name of ["2", "3", "4", "5"]) parent = (await create(parent, name)).Id!;
    await refuses(
      create(parent, "6"),
      "ConstraintViolationException",
      "You have exceeded the number of levels that organizational units can be nested.",
    );
    await create(ROOT, "second");
    await create(ROOT, "third");
    await refuses(
      create(ROOT, "eighth"),
      "ConstraintViolationException",
      "You have exceeded the allowed number of organizational units.",
    );
  });

  test("a name is taken under the same parent alone", async () => {
    await refuses(
      create(ROOT, "Workloads"),
      "DuplicateOrganizationalUnitException",
      "An OU with the same name already exists.",
    );
    await create(UNIT, "Workloads");
  });

  test("a parent that is no unit of the organization is not there", async () => {
    for (const parent of ["ou-abcd-99999999", "r-zzzz"]) {
      await refuses(
        create(parent, "X"),
        "ParentNotFoundException",
        "You specified parent that doesn't exist.",
      );
    }
  });

  test("gets AWS's policies of the types that are enabled", async () => {
    await h.ask(h.management, "EnablePolicyType", { RootId: ROOT, PolicyType: "SERVICE_CONTROL_POLICY" });
    await h.ask(h.management, "EnablePolicyType", { RootId: ROOT, PolicyType: "TAG_POLICY" });
    const { Id: id } = await create(ROOT, "New");
    const attached = await h.read((tx) => tx.organizationAttachments.ofTarget(toOrganizationId("unit", id!)));
    assert.deepEqual(
      attached.map(({ policyId }) => policyId),
      ["p-FullAWSAccess"],
    );
  });
});

describe("UpdateOrganizationalUnit", () => {
  const update = (Name: string | undefined) =>
    h.ask(h.management, "UpdateOrganizationalUnit", { OrganizationalUnitId: UNIT, ...(Name && { Name }) });

  test("renames; to its own name too, and to none at all", async () => {
    await create(ROOT, "Other");
    for (const [name, now] of [
      ["Workloads", "Workloads"],
      ["New", "New"],
      [undefined, "New"],
    ] as const) {
      assert.equal((await update(name)).OrganizationalUnit!.Name, now);
    }
    await refuses(
      update("Other"),
      "DuplicateOrganizationalUnitException",
      "An OU with the same name already exists.",
    );
  });
});

describe("DeleteOrganizationalUnit", () => {
  const remove = (OrganizationalUnitId: string) =>
    h.ask(h.management, "DeleteOrganizationalUnit", { OrganizationalUnitId });

  test("only an empty one goes", async () => {
    const inner = await create(UNIT, "Inner");
    const move = { AccountId: MEMBER, SourceParentId: UNIT, DestinationParentId: ROOT };
    await assert.rejects(remove(UNIT), { code: "OrganizationalUnitNotEmptyException" });
    await h.ask(h.management, "MoveAccount", move);
    await assert.rejects(remove(UNIT), { code: "OrganizationalUnitNotEmptyException" });
    await remove(inner.Id!);
    assert.deepEqual(await remove(UNIT), {});
    await refuses(
      remove(UNIT),
      "OrganizationalUnitNotFoundException",
      "You specified an organizational unit that doesn't exist.",
    );
  });
});

describe("what stands under what", () => {
  test("units and accounts are listed by parent, page by page", async () => {
    const [a, b] = [await create(ROOT, "a"), await create(ROOT, "b")];
    const units = [UNIT, a.Id!, b.Id!].toSorted();
    const children = async (ChildType: "ACCOUNT" | "ORGANIZATIONAL_UNIT", MaxResults: number) => {
      const seen: unknown[] = [];
      let NextToken: string | undefined;
      do {
        const token = NextToken === undefined ? {} : { NextToken };
        const input = { ParentId: ROOT, ChildType, MaxResults, ...token };
        const page = await h.ask(h.management, "ListChildren", input);
        seen.push(...page.Children!.map(({ Id, Type }) => `${Type} ${Id}`));
        NextToken = page.NextToken;
      } while (NextToken !== undefined);
      return seen;
    };
    assert.deepEqual(
      await children("ORGANIZATIONAL_UNIT", 2),
      units.map((id) => `ORGANIZATIONAL_UNIT ${id}`),
    );
    assert.deepEqual(
      await children("ACCOUNT", 1),
      [h.accountId, OTHER].toSorted().map((id) => `ACCOUNT ${id}`),
    );
    const listed = await h.ask(h.management, "ListOrganizationalUnitsForParent", { ParentId: ROOT });
    assert.deepEqual(
      listed.OrganizationalUnits!.map(({ Id, Path }) => [Id, Path]),
      units.map((id) => [id, `${ORGANIZATION}/${ROOT}/${id}/`]),
    );
  });

  test("the parent of an account and of a unit", async () => {
    const parents = async (ChildId: string) =>
      (await h.ask(h.management, "ListParents", { ChildId })).Parents;
    assert.deepEqual(await parents(MEMBER), [{ Id: UNIT, Type: "ORGANIZATIONAL_UNIT" }]);
    assert.deepEqual(await parents(UNIT), [{ Id: ROOT, Type: "ROOT" }]);
    for (const id of ["444444444444", "ou-abcd-99999999"]) {
      await assert.rejects(parents(id), { code: "ChildNotFoundException" });
    }
  });

  test("only the management account changes units", async () => {
    await refuses(
      h.ask(h.member, "CreateOrganizationalUnit", { ParentId: ROOT, Name: "X" }),
      "AccessDeniedException",
      "You don't have permissions to access this resource.",
    );
  });
});
