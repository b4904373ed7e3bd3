/**
 * Indexes and constraints that are laid aside while rows come in, and made anew of the server's own words: over all rows at once
 * that takes half as long. In a transaction that fails nothing of it ever happened.
 */
import type { Client } from "pg";

export interface Rule {
  readonly make: string;
  readonly table: string;
  readonly isForeignKey: boolean;
}

type Found = Rule & { readonly drop: string };

/**
 * A table's own, and foreign keys of others to it: what leans on another comes first. Where an index begins with what refers, both
 * sides are read in their order, in a third of the time that hashing one of them takes.
 */
const CONSTRAINTS = `
select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
  format(
    case when contype = 'f' and exists (select 1 from pg_index where indrelid = conrelid and indkey[0] = conkey[1] and indpred is null)
      then 'set local enable_hashjoin to off;%s;set local enable_hashjoin to on' else '%s' end,
    format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(pg_constraint.oid))
  ) as make,
  relname::text as table, contype = 'f' as "isForeignKey"
from pg_constraint join pg_class on pg_class.oid = conrelid
where (conrelid = $1::text::regclass and contype in ('f', 'p', 'u')) or (confrelid = $1::text::regclass and contype = 'f')
order by case contype when 'f' then 0 else 1 end, conname`;

/** Those that belong to a constraint go and come with it. */
const INDEXES = `
select format('drop index %s', indexrelid::regclass) as drop, pg_get_indexdef(indexrelid) as make,
  relname::text as table, false as "isForeignKey"
from pg_index join pg_class on pg_class.oid = indrelid where indrelid = $1::text::regclass
and not exists (select 1 from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x'))
order by indexrelid`;

/** @returns what makes the rules again, and has the server look at the rows: in this order, but foreign keys behind all others */
export async function layRulesAside(client: Client, table: string): Promise<readonly Rule[]> {
  const constraints = await client.query<Found>(CONSTRAINTS, [table]);
  const indexes = await client.query<Found>(INDEXES, [table]);
  const rules = [...constraints.rows, ...indexes.rows];
  await client.query(rules.map(({ drop }) => drop).join(";"));
  return [...rules.toReversed(), { make: `analyze ${table}`, table, isForeignKey: false }];
}
