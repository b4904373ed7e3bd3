import { newUnitId } from "@rolecall/names";
import type { OrganizationalUnitRecord } from "@rolecall/store";
import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { constraintViolation, refusal } from "../error.ts";
import { ORGANIZATIONS_QUOTAS } from "../quotas.ts";
import { attachDefaults } from "../subject/default-policies.ts";
import { pathOfParent, unitsDownTo } from "../subject/entity-path.ts";
import { parentIdOf, parentNamed } from "../subject/node-named.ts";
import { withNewTags } from "../subject/with-new-tags.ts";
import { tagsOfNew } from "../tag/tag-policy.ts";
import { unitToWire } from "./unit-shape.ts";

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateOrganizationalUnit.html */
export const createOrganizationalUnit = organizations.write("CreateOrganizationalUnit", {
  on: calledBy("management", withNewTags(parentNamed)),
  perform: async ({ call: { tx, env, input, now }, target: { organization, subject: parent } }) => {
    const quotas = ORGANIZATIONS_QUOTAS.of(env);
    const tags = await tagsOfNew({ tx, env }, organization, { resource: "ou", tags: input.Tags });
    const parentId = parentIdOf(parent);
    if ((await unitsDownTo(tx, parentId)).length >= quotas.OrganizationalUnitDepth) {
      throw constraintViolation("OU_DEPTH_LIMIT_EXCEEDED");
    }
    if ((await tx.organizationalUnits.count(organization.id)) >= quotas.OrganizationalUnits) {
      throw constraintViolation("OU_NUMBER_LIMIT_EXCEEDED");
    }
    if ((await tx.organizationalUnits.byName(parentId, input.Name)) !== undefined) {
      throw refusal("DuplicateOrganizationalUnitException");
    }
    const unit: OrganizationalUnitRecord = {
      id: newUnitId(organization.rootId, env.random),
      organizationId: organization.id,
      parentId,
      name: input.Name,
      tags,
      createdAt: now,
    };
    await tx.organizationalUnits.insert(unit);
    await attachDefaults(tx, organization, { targetKind: "organizationalUnit", targetId: unit.id }, now);
    return {
      OrganizationalUnit: unitToWire(organization, unit, await pathOfParent(tx, organization, parentId)),
    };
  },
});
