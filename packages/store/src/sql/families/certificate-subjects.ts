import type { CertificateSubjectId } from "@rolecall/names";
import { StoreError } from "../../errors.ts";
import {
  type CertificateSubjectRecord,
  type CertificateSubjectWriter,
  KEPT_SIGHTINGS,
  type ListedCertificateSubject,
  type SeenCertificate,
  type SeenProperties,
  type SubjectSighting,
} from "../../records/certificate-subject.ts";
import type { AccountId, EpochMilliseconds } from "../../records/identifier.ts";
import type { Page, PageRequest } from "../../records/page.ts";
import type { Tag } from "../../records/tag.ts";
import { list, text, time } from "../column.ts";
import type { SqlFamily } from "../family.ts";
import { hasAccount } from "../organization.ts";
import { pageOf } from "../page.ts";
import { pruneByTime } from "../prune.ts";
import type { SqlSession } from "../session.ts";
import { table } from "../table.ts";

const subjects = table<CertificateSubjectRecord>()("certificate_subjects", {
  key: ["id"],
  fixed: ["accountId", "region", "x509Subject"],
  columns: {
    id: text(),
    accountId: text(),
    region: text(),
    x509Subject: text(),
    createdAt: time(),
    lastSeenAt: time(),
    tags: list(),
    certificates: list(),
    properties: list(),
  },
});

const { toRow, toRecord } = subjects;
const byId = subjects.selectBy(["id"]);
const ofRegion = subjects.pagePartsBy(["accountId", "region"], "id", [
  "id",
  "accountId",
  "region",
  "x509Subject",
  "createdAt",
  "lastSeenAt",
]);
const putOne = subjects.put();
const pruneBefore = pruneByTime("certificate_subjects", "id", "last_seen_at");

class CertificateSubjects implements CertificateSubjectWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async byId(id: CertificateSubjectId): Promise<CertificateSubjectRecord | undefined> {
    const row = await this.#session.first(byId, { id });
    return row && toRecord(row);
  }

  list(accountId: AccountId, region: string, request: PageRequest): Promise<Page<ListedCertificateSubject>> {
    const fetch = (after: string, limit: number) =>
      this.#session.all(ofRegion, { accountId, region, after, limit });
    return pageOf(request, fetch, {
      keyOf: ({ id }) => id,
      toItem: (row) => ({
        id: row.id,
        accountId: row.account_id,
        region: row.region,
        x509Subject: row.x509_subject,
        createdAt: row.created_at,
        lastSeenAt: row.last_seen_at,
      }),
    });
  }

  /** A subject is read and written once, however often it was seen. */
  async record(sightings: readonly SubjectSighting[]): Promise<void> {
    const seen = new Map<CertificateSubjectId, CertificateSubjectRecord>();
    for (const sighting of sightings) {
      const before = seen.get(sighting.id) ?? (await this.byId(sighting.id));
      if (before === undefined && !(await hasAccount(this.#session, sighting.accountId))) continue;
      seen.set(sighting.id, withSighting(before, sighting));
    }
    for (const record of seen.values()) await this.#session.send(putOne, toRow(record));
  }

  async setTags(id: CertificateSubjectId, tags: readonly Tag[]): Promise<void> {
    const record = await this.byId(id);
    if (record === undefined) throw new StoreError("conflict", `there is no subject ${id} to change`);
    await this.#session.send(putOne, toRow({ ...record, tags }));
  }

  prune(before: EpochMilliseconds, limit: number): Promise<number> {
    return this.#session.run(pruneBefore, { before, limit });
  }
}

function withSighting(
  before: CertificateSubjectRecord | undefined,
  { certificate, properties, ...subject }: SubjectSighting,
): CertificateSubjectRecord {
  const { seenAt, hasFailed } = certificate;
  const { createdAt, lastSeenAt, ...rest } = before ?? {
    ...subject,
    createdAt: seenAt,
    lastSeenAt: seenAt,
    tags: [],
    certificates: [],
    properties: [],
  };
  return {
    ...rest,
    createdAt: Math.min(createdAt, seenAt),
    lastSeenAt: Math.max(lastSeenAt, seenAt),
    certificates: newestOf([certificate, ...rest.certificates], certificateKey),
    properties:
      properties === undefined
        ? rest.properties
        : newestOf([{ properties, seenAt, hasFailed }, ...rest.properties], propertiesKey),
  };
}

/** Of those that came at the same time, the one that was told of last stands first. */
function newestOf<Seen extends { readonly seenAt: EpochMilliseconds }>(
  all: readonly Seen[],
  keyOf: (seen: Seen) => string,
): Seen[] {
  const sorted = all.toSorted((a, b) => b.seenAt - a.seenAt);
  const keys = sorted.map(keyOf);
  return sorted.filter((_, place) => keys.indexOf(keys[place]!) === place).slice(0, KEPT_SIGHTINGS);
}

function certificateKey({ issuer, serialNumber }: SeenCertificate): string {
  return `${serialNumber} ${issuer}`;
}

function propertiesKey({ properties }: SeenProperties): string {
  return JSON.stringify(Object.entries(properties).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

export const certificateSubjectFamily: SqlFamily<"certificateSubjects"> = {
  table: subjects,
  open: (session) => new CertificateSubjects(session),
};
