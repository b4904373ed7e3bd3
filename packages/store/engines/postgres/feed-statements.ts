/**
 * The statements of PostgreSQL's change feed. A stream's row is counter, cursor and fence in one: a lane's transactions take
 * its lock, so that a number is seen before the next exists (docs/decisions/0020).
 */
import type { NamedStatement } from "./link.ts";

/** Revisions of one stream that are listed at once; a node that is further behind is told "all". */
export const LISTED_REVISIONS_MAX = 100;

/**
 * What moved in streams since they were known, a row a change; where a stream moved further than is listed, what there is. Where
 * the sum is what it was, nothing moved, and nothing is searched.
 */
export const poll: NamedStatement = {
  name: "feed.poll",
  sql: `select k.stream, s.seq as head, c.seq, c.kind, c.id
from unnest($1::bigint[], $2::bigint[]) as k(stream, seq)
join streams s on s.stream = k.stream and s.seq > k.seq
left join changes c on c.stream = k.stream and c.seq > k.seq and c.seq <= k.seq + ${LISTED_REVISIONS_MAX}
where (select sum(seq) from streams) <> $3::bigint
order by k.stream, c.seq, c.position`,
};

/** All streams that are elsewhere than is known, on a server that may be behind as well as ahead. */
export const compare: NamedStatement = {
  name: "feed.compare",
  sql: `select k.stream, s.seq as head, c.seq, c.kind, c.id
from unnest($1::bigint[], $2::bigint[]) as k(stream, seq)
join streams s on s.stream = k.stream and s.seq <> k.seq
left join changes c on c.stream = k.stream and c.seq > k.seq and c.seq <= k.seq + ${LISTED_REVISIONS_MAX}
order by k.stream, c.seq, c.position`,
};

export const readStreams: NamedStatement = {
  name: "feed.streams",
  sql: "select stream, seq from streams order by stream",
};

/** Takes numbers. INVARIANT: where another has taken some since, the row would be null, and the transaction fails. */
export const takeNumbers: NamedStatement = {
  name: "feed.takeNumbers",
  sql: "update streams set seq = case when seq = $2::bigint then seq + $3::bigint end where stream = $1::bigint",
};

export const appendChanges: NamedStatement = {
  name: "feed.append",
  sql: `insert into changes (stream, seq, position, kind, id, token)
select $1::bigint, c.seq, c.position, c.kind, c.id, $2::bigint
from unnest($3::bigint[], $4::bigint[], $5::text[], $6::text[]) as c(seq, position, kind, id)`,
};

/**
 * Takes the number of a transaction whose COMMIT was lost: whoever holds the row's lock is waited for, and one that is still on
 * its way to it comes too late. Changes no row where the number was taken.
 */
export const barNumber: NamedStatement = {
  name: "feed.barNumber",
  sql: "update streams set seq = $2::bigint where stream = $1::bigint and seq < $2::bigint",
};

export const findToken: NamedStatement = {
  name: "feed.findToken",
  sql: "select 1 as found from changes where stream = $1::bigint and seq = $2::bigint and token = $3::bigint limit 1",
};

export const trimChanges: NamedStatement = {
  name: "feed.trim",
  sql: "delete from changes where stream = $1::bigint and seq <= $2::bigint",
};

/** Streams that were taken longest ago. Sharing one is right, only slower. */
export const claimableStreams: NamedStatement = {
  name: "feed.claimable",
  sql: "select stream, claim from streams order by claim, stream limit $1::bigint for update",
};

export const claimStream: NamedStatement = {
  name: "feed.claim",
  sql: "update streams set claim = $2::bigint where stream = $1::bigint",
};

export const listen: NamedStatement = { name: "feed.listen", sql: "listen rolecall" };
export const notify: NamedStatement = { name: "feed.notify", sql: "select pg_notify('rolecall', $1::text)" };

export const begin: NamedStatement = { name: "begin", sql: "begin isolation level serializable" };
export const beginSnapshot: NamedStatement = {
  name: "beginSnapshot",
  sql: "begin isolation level repeatable read read only",
};
/** The first statement of a transaction takes its snapshot. */
export const takeSnapshot: NamedStatement = { name: "takeSnapshot", sql: "select 1" };
export const commit: NamedStatement = { name: "commit", sql: "commit" };
export const rollback: NamedStatement = { name: "rollback", sql: "rollback" };
export const savepoint: NamedStatement = { name: "savepoint", sql: "savepoint work" };
export const release: NamedStatement = { name: "release", sql: "release savepoint work" };
export const rollbackTo: NamedStatement = { name: "rollbackTo", sql: "rollback to savepoint work" };
/** A politeness between nodes that write to the same account; the transaction is right without it. */
export const lockPolitely: NamedStatement = {
  name: "polite.lock",
  sql: "select pg_advisory_lock(7461, $1::int)",
};
export const unlockPolitely: NamedStatement = {
  name: "polite.unlock",
  sql: "select pg_advisory_unlock(7461, $1::int)",
};
