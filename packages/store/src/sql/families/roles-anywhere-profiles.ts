import type { AccountId } from "../../records/identifier.ts";
import type { Page, PageRequest } from "../../records/page.ts";
import type {
  RolesAnywhereProfileRecord,
  RolesAnywhereProfileWriter,
} from "../../records/roles-anywhere-profile.ts";
import { flag, integer, list, optional, text, time } from "../column.ts";
import { countRows } from "../count-rows.ts";
import type { Cascade, SqlFamily } from "../family.ts";
import { Identified, identifiedFamily } from "../identified.ts";
import { requireAccount } from "../organization.ts";
import { pageOf } from "../page.ts";
import type { SqlSession } from "../session.ts";
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

const { toRecord } = profiles;
const family = identifiedFamily("rolesAnywhereProfile", profiles, (id) => `profile ${id} of this account`);
const ofRegion = profiles.pageBy(["accountId", "region"], "id");
const countOf = profiles.countBy(["accountId", "region"]);

class RolesAnywhereProfiles
  extends Identified<"rolesAnywhereProfile", Parameters<typeof toRecord>[0]>
  implements RolesAnywhereProfileWriter
{
  constructor(session: SqlSession, cascade: Cascade) {
    super(session, cascade, family);
  }

  list(
    accountId: AccountId,
    region: string,
    request: PageRequest,
  ): Promise<Page<RolesAnywhereProfileRecord>> {
    const fetch = (after: string, limit: number) =>
      this.session.all(ofRegion, { accountId, region, after, limit });
    return pageOf(request, fetch, { keyOf: ({ id }) => id, toItem: toRecord });
  }

  async count(accountId: AccountId, region: string): Promise<number> {
    return countRows(this.session, countOf, { accountId, region });
  }

  override async insert(record: RolesAnywhereProfileRecord): Promise<void> {
    await requireAccount(this.session, record.accountId);
    await super.insert(record);
  }
}

export const rolesAnywhereProfileFamily: SqlFamily<"rolesAnywhereProfiles"> = {
  table: profiles,
  open: (session, cascade) => new RolesAnywhereProfiles(session, cascade),
};
