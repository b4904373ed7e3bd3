import type { PolicyRecord } from "../../records/policy.ts";
import type { PolicyTable } from "../schema.ts";
import type { EntityFamily } from "./entities.ts";
import { ENTITY_COLUMNS, toEntityRecord, toEntityRow, toTags } from "./entity-row.ts";
import { entityStatements } from "./entity-statements.ts";
import { detachEverywhere } from "./granted.ts";
import { deleteVersionsOf } from "./policy-versions.ts";

/**
 * A deleted policy stays written where it is a permissions boundary: a boundary that grants nothing is the safe
 * reading of one that is gone, and dropping it would set its bearers free.
 */
export const policyFamily: EntityFamily<PolicyRecord, PolicyTable> = {
  kind: "policy",
  statements: entityStatements("policies", {
    ...ENTITY_COLUMNS,
    arn: true,
    description: true,
    default_version: true,
    latest_version: true,
    updated_at: true,
    tags: true,
  }),
  toRow: (record) => ({
    ...toEntityRow(record),
    arn: record.arn,
    description: record.description ?? null,
    default_version: record.defaultVersion,
    latest_version: record.latestVersion,
    updated_at: record.updatedAt,
    tags: JSON.stringify(record.tags),
  }),
  toRecord: (row) => ({
    ...toEntityRecord(row),
    arn: row.arn,
    ...(row.description !== null && { description: row.description }),
    defaultVersion: row.default_version,
    latestVersion: row.latest_version,
    updatedAt: row.updated_at,
    tags: toTags(row.tags),
  }),
  subjectOf: (row) => row.arn,
  async deleteDependents(session, policy) {
    await detachEverywhere(session, policy.arn);
    await session.run(deleteVersionsOf, { policyId: policy.id });
  },
};
