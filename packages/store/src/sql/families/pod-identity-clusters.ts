import type { AccountId } from "../../records/identifier.ts";
import type { Page, PageRequest } from "../../records/page.ts";
import type { PodIdentityClusterRecord, PodIdentityClusterWriter } from "../../records/pod-identity.ts";
import { optional, text, time } from "../column.ts";
import { countRows } from "../count-rows.ts";
import type { Cascade, SqlFamily } from "../family.ts";
import { Identified, identifiedFamily } from "../identified.ts";
import { requireAccount } from "../organization.ts";
import { pageOf } from "../page.ts";
import type { SqlSession } from "../session.ts";
import { table } from "../table.ts";

const clusters = table<PodIdentityClusterRecord>()("pod_identity_clusters", {
  key: ["id"],
  fixed: ["accountId", "region"],
  columns: {
    id: text(),
    accountId: text(),
    region: text(),
    name: text(),
    issuerUrl: text(),
    keySet: optional(text()),
    createdAt: time(),
  },
});

const { toRecord } = clusters;
const family = identifiedFamily("podIdentityCluster", clusters, (id) => `cluster ${id}`);
const ofRegion = clusters.pageBy(["accountId", "region"], "id");
const countOf = clusters.countBy(["accountId"]);

class PodIdentityClusters
  extends Identified<"podIdentityCluster", Parameters<typeof toRecord>[0]>
  implements PodIdentityClusterWriter
{
  constructor(session: SqlSession, cascade: Cascade) {
    super(session, cascade, family);
  }

  async count(accountId: AccountId): Promise<number> {
    return countRows(this.session, countOf, { accountId });
  }

  list(accountId: AccountId, region: string, request: PageRequest): Promise<Page<PodIdentityClusterRecord>> {
    const fetch = (after: string, limit: number) =>
      this.session.all(ofRegion, { accountId, region, after, limit });
    return pageOf(request, fetch, { keyOf: ({ id }) => id, toItem: toRecord });
  }

  override async insert(record: PodIdentityClusterRecord): Promise<void> {
    await requireAccount(this.session, record.accountId);
    await super.insert(record);
  }
}

export const podIdentityClusterFamily: SqlFamily<"podIdentityClusters"> = {
  table: clusters,
  open: (session, cascade) => new PodIdentityClusters(session, cascade),
};
