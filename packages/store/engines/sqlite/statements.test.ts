import assert from "node:assert/strict";
import type { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { openDatabase } from "./open.ts";
import { STATEMENTS } from "./statements.ts";

/**
 * Read whole on purpose: the one row of the feed, the few accounts, organizations, keys and processes of an installation, and everything
 * when it is cleared.
 */
const WHOLE_TABLES =
  /^(changes\.(readFeed|setRevision|setTrimmedRevision)|accounts\.everyAccount|(sealing_keys|data_keys|key_holders|organizations)\.selectBy|clear\..*)$/;
/**
 * Few rows that no index has in the order asked for: an owner's or a target's attachments, a user's groups, a role's profiles,
 * what an account administers; a page of members, and what is attached to one; an organization's units, where something is
 * attached to every one.
 */
const SORTED =
  /^(attachments\.selectByOwnerId|organization_attachments\.(selectByTargetId|ofMembers|toEach\.organizational_units)|delegated_administrators\.selectByAccountId|memberships\.(groupsOfUser|usersOfGroup)|instance_profiles\.selectByRoleId)$/;

/** Looks at the first entry of an index, and no further. */
const FIRST_ENTRY = /^accounts\.anyAccount$/;

test("every statement finds its rows through an index, in the order in which it answers", () => {
  const database: DatabaseSync = openDatabase(":memory:", 0);
  for (const [name, { sql }] of STATEMENTS) {
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
    const details = plan.map((row) => String(row.detail)).join("; ");
    if (FIRST_ENTRY.test(name)) assert.match(sql, / order by "id" limit 1$/);
    else if (!WHOLE_TABLES.test(name)) assert.doesNotMatch(details, /\bSCAN\b/, `${name}: ${details}`);
    if (!SORTED.test(name)) assert.doesNotMatch(details, /TEMP B-TREE/, `${name}: ${details}`);
  }
  database.close();
});
