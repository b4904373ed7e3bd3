import type { PolicyRecord } from "../../records/policy.ts";
import { integer, list, optional, text, time } from "../column.ts";
import { Entities, entityFamily } from "../entities.ts";
import { ENTITY_COLUMNS, ENTITY_TABLE } from "../entity-table.ts";
import type { SqlFamily } from "../family.ts";
import { table } from "../table.ts";

export const policies = table<PolicyRecord>()("policies", {
  ...ENTITY_TABLE,
  fixed: ["accountId", "arn"],
  columns: {
    ...ENTITY_COLUMNS,
    arn: text(),
    description: optional(text()),
    defaultVersion: integer(),
    latestVersion: integer(),
    updatedAt: time(),
    tags: list(),
  },
});

const family = entityFamily("policy", policies, { subjectOf: ({ arn }) => arn });

/**
 * A deleted policy stays written where it is a permissions boundary: a boundary that grants nothing is the safe
 * reading of one that is gone, and dropping it would set its bearers free.
 */
export const policyFamily: SqlFamily<"policies"> = {
  table: policies,
  open: (session, cascade) => new Entities(session, cascade, family),
};
