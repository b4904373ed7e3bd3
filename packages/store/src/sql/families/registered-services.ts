import type { AccountId } from "../../records/identifier.ts";
import type { Page, PageRequest } from "../../records/page.ts";
import type { RegisteredServiceRecord, RegisteredServiceWriter } from "../../records/registered-service.ts";
import { list, optional, text, time } from "../column.ts";
import { countRows } from "../count-rows.ts";
import type { Cascade, SqlFamily } from "../family.ts";
import { Identified, identifiedFamily } from "../identified.ts";
import { requireAccount } from "../organization.ts";
import { pageOf } from "../page.ts";
import type { SqlSession } from "../session.ts";
import { table } from "../table.ts";

const services = table<RegisteredServiceRecord>()("registered_services", {
  key: ["id"],
  columns: {
    id: text(),
    ownerAccountId: optional(text()),
    displayName: optional(text()),
    signingName: text(),
    keys: list(),
    createdAt: time(),
  },
});

const { toRecord } = services;
const family = identifiedFamily("registeredService", services, (id) => `service ${id}`);
const bySigningName = services.selectBy(["signingName"]);
const all = services.pageBy([], "id");
const countOf = services.countBy(["ownerAccountId"]);

class RegisteredServices
  extends Identified<"registeredService", Parameters<typeof toRecord>[0]>
  implements RegisteredServiceWriter
{
  constructor(session: SqlSession, cascade: Cascade) {
    super(session, cascade, family);
  }

  async bySigningName(signingName: string): Promise<RegisteredServiceRecord | undefined> {
    const row = await this.session.first(bySigningName, { signingName });
    return row && toRecord(row);
  }

  list(request: PageRequest): Promise<Page<RegisteredServiceRecord>> {
    const fetch = (after: string, limit: number) => this.session.all(all, { after, limit });
    return pageOf(request, fetch, { keyOf: ({ id }) => id, toItem: toRecord });
  }

  async countOf(ownerAccountId: AccountId): Promise<number> {
    return countRows(this.session, countOf, { ownerAccountId });
  }

  override async insert(record: RegisteredServiceRecord): Promise<void> {
    if (record.ownerAccountId !== undefined) await requireAccount(this.session, record.ownerAccountId);
    await super.insert(record);
  }
}

export const registeredServiceFamily: SqlFamily<"registeredServices"> = {
  table: services,
  open: (session, cascade) => new RegisteredServices(session, cascade),
};
