import type { AccountId } from "../../records/identifier.ts";
import type {
  ListedSamlProvider,
  SamlPrivateKey,
  SamlProviderRecord,
  SamlProviderWriter,
} from "../../records/identity-provider.ts";
import type { Page, PageRequest } from "../../records/page.ts";
import type { SealedBox } from "../../records/sealed-box.ts";
import { list, text, time } from "../column.ts";
import { countRows } from "../count-rows.ts";
import type { Cascade, SqlFamily } from "../family.ts";
import { Identified, identifiedFamily } from "../identified.ts";
import { requireAccount } from "../organization.ts";
import { pageOf } from "../page.ts";
import type { SqlSession } from "../session.ts";
import { type AnySchema, statementsOf } from "../statement.ts";
import { table } from "../table.ts";
import type { PageRange } from "../table-statements.ts";

const privateKeyList = list<SamlPrivateKey>();
const NO_KEYS = privateKeyList.encode!([]);

const providers = table<SamlProviderRecord>()("saml_providers", {
  key: ["id"],
  fixed: ["accountId"],
  columns: {
    id: text(),
    accountId: text(),
    name: text(),
    uniqueId: text(),
    validUntil: time(),
    assertionEncryption: text(),
    privateKeys: privateKeyList,
    tags: list(),
    createdAt: time(),
    updatedAt: time(),
    metadata: text(),
  },
});

const { toRecord } = providers;
const family = identifiedFamily("samlProvider", providers, (id) => `identity provider ${id} of this account`);
const ofAccount = providers.pagePartsBy(["accountId"], "id", ["id", "accountId", "createdAt", "validUntil"]);
const countOf = providers.countBy(["accountId"]);

/** These leave the metadata where they are. */
const statement = statementsOf<AnySchema>("saml_providers");
const pageOfKeys = statement<PageRange & { none: string }>()("pageOfKeys", (db, p) =>
  db
    .selectFrom("saml_providers")
    .select((eb) => [
      eb.ref("id").$castTo<string>().as("id"),
      eb.ref("private_keys").$castTo<string>().as("private_keys"),
    ])
    .where("id", ">", p.after)
    .where("private_keys", "<>", p.none)
    .orderBy("id")
    .limit(p.limit),
);
const privateKeysOf = statement<{ id: string }>()("privateKeysOf", (db, p) =>
  db
    .selectFrom("saml_providers")
    .select((eb) => eb.ref("private_keys").$castTo<string>().as("private_keys"))
    .where("id", "=", p.id),
);
const setPrivateKeys = statement<{ id: string; privateKeys: string }>()("setPrivateKeys", (db, p) =>
  db.updateTable("saml_providers").set({ private_keys: p.privateKeys }).where("id", "=", p.id),
);

class SamlProviders
  extends Identified<"samlProvider", Parameters<typeof toRecord>[0]>
  implements SamlProviderWriter
{
  constructor(session: SqlSession, cascade: Cascade) {
    super(session, cascade, family);
  }

  list(accountId: AccountId, request: PageRequest): Promise<Page<ListedSamlProvider>> {
    const fetch = (after: string, limit: number) => this.session.all(ofAccount, { accountId, after, limit });
    return pageOf(request, fetch, {
      keyOf: ({ id }) => id,
      toItem: ({ id, account_id, created_at, valid_until }) => ({
        id,
        accountId: account_id,
        createdAt: created_at,
        validUntil: valid_until,
      }),
    });
  }

  async count(accountId: AccountId): Promise<number> {
    return countRows(this.session, countOf, { accountId });
  }

  override async insert(record: SamlProviderRecord): Promise<void> {
    await requireAccount(this.session, record.accountId);
    await super.insert(record);
  }

  async sealedBoxes(request: PageRequest): Promise<Page<SealedBox>> {
    const fetch = (after: string, limit: number) =>
      this.session.all(pageOfKeys, { after, limit, none: NO_KEYS });
    const page = await pageOf(request, fetch, { keyOf: ({ id }) => id, toItem: (row) => row });
    return { ...page, items: page.items.flatMap(boxesOf) };
  }

  /** INVARIANT: within a serializable transaction, so that nobody changes the keys between the two statements. */
  async reseal(box: SealedBox, to: Uint8Array): Promise<boolean> {
    const id = box.key;
    const row = await this.session.first(privateKeysOf, { id });
    const from = Buffer.from(box.sealed).toString("base64");
    const held = row === undefined ? [] : privateKeyList.decode!(row.private_keys);
    if (!held.some((key) => key.id === box.context && key.sealedKey === from)) return false;
    const sealedKey = Buffer.from(to).toString("base64");
    const keys = held.map((key) => (key.id === box.context ? { ...key, sealedKey } : key));
    await this.session.send(setPrivateKeys, { id, privateKeys: privateKeyList.encode!(keys) });
    return true;
  }
}

function boxesOf({ id, private_keys }: { readonly id: string; readonly private_keys: string }): SealedBox[] {
  return privateKeyList.decode!(private_keys).map((key) => ({
    key: id,
    context: key.id,
    sealed: Buffer.from(key.sealedKey, "base64"),
  }));
}

export const samlProviderFamily: SqlFamily<"samlProviders"> = {
  table: providers,
  open: (session, cascade) => new SamlProviders(session, cascade),
};
