/** The rows that the store bench reads and writes, and how a database comes by them. */
import { toAccountId, toUniqueId } from "@rolecall/names";
import type { UserRecord } from "@rolecall/store";
import { administer } from "../../../packages/store/engines/postgres/server.test-support.ts";

const ACCOUNTS = 1_000;

/** Users that nobody has made yet are numbered from here on. */
let next = 1_000_000;

/** Ids are random, as the product makes them: those that follow one another meet in one page of the index. */
function idOf(number: number): UserRecord["id"] {
  const scattered = ((number * 2_654_435_761) % 2 ** 32).toString(36).toUpperCase();
  return toUniqueId(`AIDA${`${scattered}${number.toString(36).toUpperCase()}`.padEnd(17, "A")}`);
}

/** The id of any of the first `users`. */
export function anyId(users: number): UserRecord["id"] {
  return idOf(Math.floor(Math.random() * users));
}

/** In any of the accounts. */
export function newUser(): UserRecord {
  const number = next++;
  return {
    id: idOf(number),
    accountId: toAccountId(String(1 + Math.floor(Math.random() * ACCOUNTS)).padStart(12, "0")),
    name: `New-${number}`,
    path: "/",
    createdAt: 1_700_000_000_000 + number,
    tags: [],
  };
}

/** Through SQL: what is measured is not how tables are filled. */
export async function fill(url: string, users: number): Promise<void> {
  const account = `lpad(cast(1 + mod(n, ${ACCOUNTS}) as text), 12, '0')`;
  const numbers = `generate_series(0, ${ACCOUNTS - 1}) as g(n)`;
  await administer(
    url,
    `insert into accounts (id, name, email, email_key, created_at)
      select a, a, a, a, 1 from (select ${account} as a from ${numbers}) as x`,
  );
  await administer(
    url,
    `insert into account_counts (account_id, users) select id, ${users / ACCOUNTS} from accounts`,
  );
  if (users > 0) {
    const ids = Array.from({ length: users }, (_, number) => `(${number}, '${idOf(number)}')`).join(", ");
    await administer(
      url,
      `insert into users (id, account_id, name, name_key, path, created_at, tags)
        select id, ${account}, 'User-' || n, 'user-' || n, '/', 1, '[]' from (values ${ids}) as v(n, id)`,
    );
  }
  await administer(url, "vacuum analyze");
}
