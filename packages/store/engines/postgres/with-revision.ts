/**
 * A statement that reads, with the revision that it was answered at: one row at least, in which `#` is null where nothing was
 * found. Equal revisions are one snapshot, so that a work needs no transaction to read (docs/decisions/0020).
 *
 * SQL does not promise that a subquery's order is kept: `#` counts the rows in it, and is what the whole is ordered by.
 */
const SELECT = /^select (?<what>.+?) from (?<from>.+?)(?: order by (?<order>.+?))?(?<limit> limit .+)?$/;

export function withRevision(sql: string): string {
  const parts = SELECT.exec(sql)?.groups;
  if (parts === undefined) throw new Error(`cannot add the revision to ${sql}`);
  const { what, from, order, limit = "" } = parts;
  const place = order === undefined ? "1" : `row_number() over (order by ${order})`;
  const ordered = order === undefined ? "" : ` order by ${order}`;
  const inner = `select ${place} as "#", ${what} from ${from}${ordered}${limit}`;
  const revision = 'select cast(sum("seq") as bigint) as "revision#" from "streams"';
  const whole = `select "r"."revision#", "q".* from (${revision}) as "r" left join lateral (${inner}) as "q" on true`;
  return order === undefined ? whole : `${whole} order by "q"."#"`;
}
