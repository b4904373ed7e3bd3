/** Properties that several kinds of rows are found by. */
import { ownPartition } from "@rolecall/names";
import type { AccountId } from "../../records/identifier.ts";
import { type ComposedSql, sql } from "./composed-sql.ts";
import { contains, foldAscii, type Searchable } from "./searchable.ts";

/** What the keys and values of tags stand between, once what JSON has around them is gone: no tag holds it. */
const BETWEEN = "\n";

/**
 * Tags are a list in JSON. What is written of one begins with a quote that no key or value can hold unescaped, so that the text of a
 * tag is found nowhere but where it is one.
 * @param tags the column
 */
export function taggedWith(tags: ComposedSql): Searchable {
  const words = [`[{"key":"`, `"},{"key":"`, `","value":"`, `"}]`].reduce(
    (text, word) => sql`replace(${text}, ${word}, ${BETWEEN})`,
    sql`lower(${tags})`,
  );
  return {
    kind: "texts",
    equals: (value) => {
      const [key, ...rest] = value.split("=");
      const written = rest.length === 0 ? "" : `${quoted(rest.join("="))}}`;
      return sql`(${contains(tags, `{"key":${quoted(key!)},"value":${written}`)})`;
    },
    contains: (value) =>
      // What the column does not hold at all need not be looked for among its words.
      foundTwice(sql`lower(${tags})`, words, foldAscii(JSON.stringify(value).slice(1, -1))),
  };
}

/** @param within a part of the text, dearer to come by */
function foundTwice(text: ComposedSql, within: ComposedSql, value: string): ComposedSql {
  return sql`(${contains(text, value)} and ${contains(within, value)})`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

/**
 * Policies that are attached to a row, and those within it.
 * @param id the column of the row's id
 */
export function withPolicies(id: ComposedSql, accountId: AccountId): Searchable {
  const start = `arn:${ownPartition().name}:iam::`;
  const prefixes = [`${start}aws:policy`, `${start}${accountId}:policy`];
  /** Path and name: `/service-role/amazonec2role`. */
  const named = prefixes.reduce(
    (text, prefix) => sql`replace(${text}, ${prefix}, '')`,
    sql`lower("attachments"."policy_arn")`,
  );
  const either = (managed: ComposedSql, inline: ComposedSql) =>
    sql`(exists (select 1 from "attachments" where "attachments"."owner_id" = ${id} and ${managed}) or exists (select 1 from "inline_policies" where "inline_policies"."owner_id" = ${id} and ${inline}))`;
  return {
    kind: "texts",
    equals(value) {
      const folded = foldAscii(value);
      const managed = value.startsWith("arn:")
        ? sql`"attachments"."policy_arn" = ${value}`
        : contains(sql`${named} || ${BETWEEN}`, `/${folded}${BETWEEN}`);
      return either(managed, sql`lower("inline_policies"."name") = ${folded}`);
    },
    contains(value) {
      const folded = foldAscii(value);
      const managed = foundTwice(sql`lower("attachments"."policy_arn")`, named, folded);
      return either(managed, contains(sql`lower("inline_policies"."name")`, folded));
    },
  };
}
