/** Readers and writers of what an account has in each region of its own, and the change feed tells of by an id. */
import type { Subjects } from "../families.ts";
import type { AccountId } from "../records/identifier.ts";
import type { Page, PageRequest } from "../records/page.ts";
import { countRows } from "./count-rows.ts";
import type { Cascade } from "./family.ts";
import { Identified, type IdentifiedFamily } from "./identified.ts";

import { requireAccount } from "./organization.ts";
import { pageOf } from "./page.ts";
import type { SqlSession } from "./session.ts";
import type { Statement } from "./statement.ts";
import type { PageRange } from "./table-statements.ts";

type RegionalKind = "trustAnchor" | "rolesAnywhereProfile";

interface Region {
  readonly accountId: AccountId;
  readonly region: string;
}

interface RegionStatements<Row> {
  readonly page: Statement<Region & PageRange, Row>;
  readonly count: Statement<Region, { readonly count: number }>;
}

export class Regional<Kind extends RegionalKind, Row extends { readonly id: string }> extends Identified<
  Kind,
  Row
> {
  readonly #toRecord: (row: Row) => Subjects[Kind];
  readonly #statements: RegionStatements<Row>;

  constructor(
    opened: { readonly session: SqlSession; readonly cascade: Cascade },
    family: IdentifiedFamily<Kind, Row>,
    statements: RegionStatements<Row>,
  ) {
    super(opened.session, opened.cascade, family);
    this.#toRecord = family.toRecord;
    this.#statements = statements;
  }

  list(accountId: AccountId, region: string, request: PageRequest): Promise<Page<Subjects[Kind]>> {
    const fetch = (after: string, limit: number) =>
      this.session.all(this.#statements.page, { accountId, region, after, limit });
    return pageOf(request, fetch, { keyOf: ({ id }) => id, toItem: this.#toRecord });
  }

  count(accountId: AccountId, region: string): Promise<number> {
    return countRows(this.session, this.#statements.count, { accountId, region });
  }

  override async insert(record: Subjects[Kind]): Promise<void> {
    await requireAccount(this.session, record.accountId);
    await super.insert(record);
  }
}
