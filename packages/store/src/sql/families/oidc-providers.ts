import type { AccountId } from "../../records/identifier.ts";
import type {
  ListedOidcProvider,
  OidcProviderRecord,
  OidcProviderWriter,
} from "../../records/identity-provider.ts";
import type { Page, PageRequest } from "../../records/page.ts";
import { list, optional, text, time } from "../column.ts";
import { countRows } from "../count-rows.ts";
import type { Cascade, SqlFamily } from "../family.ts";
import { Identified, identifiedFamily } from "../identified.ts";
import { requireAccount } from "../organization.ts";
import { pageOf } from "../page.ts";
import type { SqlSession } from "../session.ts";
import { table } from "../table.ts";

const providers = table<OidcProviderRecord>()("oidc_providers", {
  key: ["id"],
  fixed: ["accountId"],
  columns: {
    id: text(),
    accountId: text(),
    location: text(),
    scheme: text(),
    clientIds: list(),
    thumbprints: list(),
    tags: list(),
    createdAt: time(),
    keySet: optional(text()),
  },
});

const { toRecord } = providers;
const family = identifiedFamily("oidcProvider", providers, (id) => `identity provider ${id} of this account`);
const ofAccount = providers.pagePartsBy(["accountId"], "id", ["id", "accountId", "createdAt"]);
const countOf = providers.countBy(["accountId"]);

class OidcProviders
  extends Identified<"oidcProvider", Parameters<typeof toRecord>[0]>
  implements OidcProviderWriter
{
  constructor(session: SqlSession, cascade: Cascade) {
    super(session, cascade, family);
  }

  list(accountId: AccountId, request: PageRequest): Promise<Page<ListedOidcProvider>> {
    const fetch = (after: string, limit: number) => this.session.all(ofAccount, { accountId, after, limit });
    return pageOf(request, fetch, {
      keyOf: ({ id }) => id,
      toItem: ({ id, account_id, created_at }) => ({ id, accountId: account_id, createdAt: created_at }),
    });
  }

  async count(accountId: AccountId): Promise<number> {
    return countRows(this.session, countOf, { accountId });
  }

  override async insert(record: OidcProviderRecord): Promise<void> {
    await requireAccount(this.session, record.accountId);
    await super.insert(record);
  }
}

export const oidcProviderFamily: SqlFamily<"oidcProviders"> = {
  table: providers,
  open: (session, cascade) => new OidcProviders(session, cascade),
};
