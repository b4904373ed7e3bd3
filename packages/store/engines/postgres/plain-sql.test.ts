/**
 * The SQL of the engine stays within what CockroachDB, YugabyteDB and Aurora PostgreSQL know too. Nothing ran on these. The list
 * errs to the strict side: newer versions know some of it, and not each row was looked up on the page that is named beside it.
 * docs/postgres.md says what was run and what was read.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import * as feed from "./feed-statements.ts";
import { MIGRATIONS } from "./migrations/index.ts";
import { STATEMENTS } from "./statements.ts";

interface Refused {
  readonly pattern: RegExp;
  /** Where who does not know it tells of what it knows. */
  readonly source: string;
  readonly finds: string;
}

const COCKROACH = "https://www.cockroachlabs.com/docs/stable/postgresql-compatibility";
const YUGABYTE = "https://docs.yugabyte.com/stable/develop/postgresql-compatibility/";
const AURORA =
  "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-postgresql-write-forwarding-limitations.html";

const REFUSED: readonly Refused[] = [
  {
    pattern: /\bcreate (?:constraint )?trigger\b|\bcreate rule\b/i,
    source: COCKROACH,
    finds: "CREATE TRIGGER t",
  },
  {
    pattern: /\bcreate (?:or replace )?(?:function|procedure)\b|\bdo \$\$/i,
    source: COCKROACH,
    finds: "DO $$",
  },
  { pattern: /\bcreate domain\b|\bcreate extension\b/i, source: COCKROACH, finds: "CREATE DOMAIN d" },
  { pattern: /\bexclude using\b|\bdeferrable\b/i, source: COCKROACH, finds: "EXCLUDE USING gist" },
  {
    pattern: /\bxmin\b|\bctid\b|\bxid8?\b|\bpg_(?:current_)?snapshot\b|\bpg_xact_status\b|\btxid_/i,
    source: COCKROACH,
    finds: "select xmin",
  },
  { pattern: /\bpg_logical|\bpg_replication_slot/i, source: COCKROACH, finds: "pg_logical_slot_get_changes" },
  {
    pattern: /\block table\b|\bpg_(?:try_)?advisory_xact_lock/i,
    source: COCKROACH,
    finds: "LOCK TABLE users",
  },
  { pattern: /\binherits\b|\bpartition by (?:range|list|hash)\b/i, source: COCKROACH, finds: "INHERITS (a)" },
  { pattern: /\bunlogged\b|\btablesample\b|\bcreate temp/i, source: YUGABYTE, finds: "UNLOGGED" },
  { pattern: /\busing (?:brin|gist|spgist|hash)\b/i, source: YUGABYTE, finds: "USING brin" },
  { pattern: /\bnextval\(|\bcopy\b|\btruncate\b/i, source: AURORA, finds: "nextval('a')" },
  {
    pattern: /\bmerge into\b|\breturning (?:old|new)\b/i,
    source: "PostgreSQL 15 and 18 have them first",
    finds: "MERGE INTO a",
  },
];

test("no statement uses what others do not know", () => {
  const all = [
    ...[...STATEMENTS.values()].flatMap(({ sql, read }) => (read === undefined ? [sql] : [sql, read])),
    ...Object.values(feed).flatMap((each) => (typeof each === "object" ? [each.sql] : [])),
    ...MIGRATIONS.flat(),
  ];
  assert.ok(all.length > 200);
  for (const { pattern, source } of REFUSED) {
    for (const sql of all) assert.doesNotMatch(sql, pattern, source);
  }
});

test("each that is refused is found", () => {
  for (const { pattern, finds } of REFUSED) assert.match(finds, pattern);
});
