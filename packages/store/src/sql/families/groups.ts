import type { GroupRecord } from "../../records/group.ts";
import type { EntityTable } from "../schema.ts";
import type { EntityFamily } from "./entities.ts";
import { ENTITY_COLUMNS, toEntityRecord, toEntityRow } from "./entity-row.ts";
import { entityStatements } from "./entity-statements.ts";
import { deletePoliciesOf } from "./granted.ts";
import { removeUsersFromGroup } from "./memberships.ts";

export const groupFamily: EntityFamily<GroupRecord, EntityTable> = {
  kind: "group",
  statements: entityStatements("groups", ENTITY_COLUMNS),
  toRow: toEntityRow,
  toRecord: toEntityRecord,
  subjectOf: (row) => row.id,
  async deleteDependents(session, group) {
    await deletePoliciesOf(session, group.id);
    await removeUsersFromGroup(session, group.id);
  },
};
