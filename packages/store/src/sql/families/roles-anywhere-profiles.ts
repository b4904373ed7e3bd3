import type { RolesAnywhereProfileRecord } from "../../records/roles-anywhere-profile.ts";
import { flag, integer, list, optional, text, time } from "../column.ts";
import type { SqlFamily } from "../family.ts";
import { identifiedFamily } from "../identified.ts";
import { Regional } from "../regional.ts";
import { table } from "../table.ts";

const profiles = table<RolesAnywhereProfileRecord>()("roles_anywhere_profiles", {
  key: ["id"],
  fixed: ["accountId", "region"],
  columns: {
    id: text(),
    accountId: text(),
    region: text(),
    name: text(),
    isEnabled: flag(),
    roleArns: list(),
    managedPolicyArns: list(),
    durationSeconds: integer(),
    requireInstanceProperties: flag(),
    acceptRoleSessionName: flag(),
    attributeMappings: list(),
    createdBy: text(),
    tags: list(),
    createdAt: time(),
    updatedAt: time(),
    sessionPolicy: optional(text()),
  },
});

const family = identifiedFamily("rolesAnywhereProfile", profiles, (id) => `profile ${id} of this account`);
const statements = {
  page: profiles.pageBy(["accountId", "region"], "id"),
  count: profiles.countBy(["accountId", "region"]),
};

export const rolesAnywhereProfileFamily: SqlFamily<"rolesAnywhereProfiles"> = {
  table: profiles,
  open: (session, cascade) => new Regional({ session, cascade }, family, statements),
};
