import type { AccountId } from "../../records/identifier.ts";
import type { Page, PageRequest } from "../../records/page.ts";
import type { TrustAnchorRecord, TrustAnchorWriter } from "../../records/trust-anchor.ts";
import { flag, list, text, time } from "../column.ts";
import { countRows } from "../count-rows.ts";
import type { Cascade, SqlFamily } from "../family.ts";
import { Identified, identifiedFamily } from "../identified.ts";
import { requireAccount } from "../organization.ts";
import { pageOf } from "../page.ts";
import type { SqlSession } from "../session.ts";
import { table } from "../table.ts";

const trustAnchors = table<TrustAnchorRecord>()("trust_anchors", {
  key: ["id"],
  fixed: ["accountId", "region"],
  columns: {
    id: text(),
    accountId: text(),
    region: text(),
    name: text(),
    isEnabled: flag(),
    notificationSettings: list(),
    tags: list(),
    createdAt: time(),
    updatedAt: time(),
    certificateBundle: text(),
  },
});

const { toRecord } = trustAnchors;
const family = identifiedFamily("trustAnchor", trustAnchors, (id) => `trust anchor ${id} of this account`);
const ofRegion = trustAnchors.pageBy(["accountId", "region"], "id");
const countOf = trustAnchors.countBy(["accountId", "region"]);

class TrustAnchors
  extends Identified<"trustAnchor", Parameters<typeof toRecord>[0]>
  implements TrustAnchorWriter
{
  constructor(session: SqlSession, cascade: Cascade) {
    super(session, cascade, family);
  }

  list(accountId: AccountId, region: string, request: PageRequest): Promise<Page<TrustAnchorRecord>> {
    const fetch = (after: string, limit: number) =>
      this.session.all(ofRegion, { accountId, region, after, limit });
    return pageOf(request, fetch, { keyOf: ({ id }) => id, toItem: toRecord });
  }

  async count(accountId: AccountId, region: string): Promise<number> {
    return countRows(this.session, countOf, { accountId, region });
  }

  override async insert(record: TrustAnchorRecord): Promise<void> {
    await requireAccount(this.session, record.accountId);
    await super.insert(record);
  }
}

export const trustAnchorFamily: SqlFamily<"trustAnchors"> = {
  table: trustAnchors,
  open: (session, cascade) => new TrustAnchors(session, cascade),
};
