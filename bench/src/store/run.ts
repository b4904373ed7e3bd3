/**
 * The store bench: a point read with its revision and CreateUser's rows on an engine, without HTTP, beside the same read and the
 * same rows in one autocommit statement of the bare driver on 16 connections. See bench/README.md.
 */
import { toAccountId, toUniqueId } from "@rolecall/names";
import type { UserRecord } from "@rolecall/store";
import { openPostgresStore, type PostgresStore } from "@rolecall/store/postgres";
import pg from "pg";
import {
  administer,
  createDatabase,
  startTestServer,
} from "../../../packages/store/engines/postgres/server.test-support.ts";
import type { BenchOptions } from "../bench.ts";
import { median, rounded } from "../measure.ts";

const CALLERS = [1, 16, 64];
const ACCOUNTS = 1_000;
const USERS = 50_000;
const BARE_CONNECTIONS = 16;
const ROUNDS = 5;
const SAMPLE_MS = 1_000;
const QUICK_MS = 200;

/** What the engine is to reach, as a share of the bare driver. */
const READ_BAR = 1.2;
const WRITE_BARS: Readonly<Record<number, number>> = { 16: 0.45, 64: 0.7 };

export async function run({ report, quick, engine }: BenchOptions): Promise<void> {
  if (engine !== "postgres")
    throw new Error("store: --engine postgres; SQLite's is packages/store/bench/store.ts");
  // As tests have it, but for the disk, which a COMMIT has to reach.
  const server = await startTestServer(["fsync=on", "full_page_writes=on", "autovacuum=on"]);
  process.env.ROLECALL_TEST_POSTGRES = server.url;
  const { url } = await createDatabase();
  const store = await openPostgresStore({ url, random: Math.random });
  const bare = await Bare.open(url);
  try {
    await fill(url);
    for (const callers of CALLERS) {
      const sampled = { callers, sampleMs: quick ? QUICK_MS : SAMPLE_MS };
      const read = await compare(sampled, {
        ours: () => store.read((tx) => tx.users.byId(userOf(Math.floor(Math.random() * USERS)).id)),
        bare: () => bare.read(userOf(Math.floor(Math.random() * USERS)).id),
      });
      report({ case: `point read, ${callers} callers`, ...read, ...(callers > 1 && { barRatio: READ_BAR }) });
      const before = { ...store.traffic };
      const write = await compare(sampled, {
        ours: () => create(store, userOf(next++)),
        bare: () => bare.create(userOf(next++)),
      });
      const roundTrips = (store.traffic.roundTrips - before.roundTrips) / write.ourCalls;
      const bar = WRITE_BARS[callers];
      report({
        case: `CreateUser's rows, ${callers} callers`,
        ...write,
        roundTripsACall: rounded(roundTrips),
        ...(bar !== undefined && { barRatio: bar }),
      });
    }
  } finally {
    await bare.close();
    await store.close();
    await server.stop();
  }
}

let next = USERS;

/** Ids are random, as the product makes them: those that follow one another meet in one page of the index. */
function idOf(number: number): UserRecord["id"] {
  const scattered = ((number * 2_654_435_761) % 2 ** 32).toString(36).toUpperCase();
  return toUniqueId(`AIDA${`${scattered}${number.toString(36).toUpperCase()}`.padEnd(17, "A")}`);
}

function userOf(number: number): UserRecord {
  return {
    id: idOf(number),
    accountId: toAccountId(String(1 + (number % ACCOUNTS)).padStart(12, "0")),
    name: `User-${number}`,
    path: "/",
    createdAt: 1_700_000_000_000 + number,
    tags: [],
  };
}

/** As CreateUser asks: whether the name is free, and how many there are. */
function create(store: PostgresStore, user: UserRecord): Promise<void> {
  return store.write(
    async (tx) => {
      if ((await tx.users.byName(user.accountId, user.name)) !== undefined) throw new Error("it is there");
      if ((await tx.accounts.counts(user.accountId)).users > 1e6) throw new Error("too many");
      await tx.users.insert(user);
    },
    { accountId: user.accountId },
  );
}

/** Through SQL: what is measured is not how tables are filled. Few rows would meet in few pages of the indexes. */
async function fill(url: string): Promise<void> {
  const account = "lpad(cast(1 + mod(n, ACCOUNTS) as text), 12, '0')".replace("ACCOUNTS", String(ACCOUNTS));
  const ids = Array.from({ length: USERS }, (_, number) => `(${number}, '${idOf(number)}')`).join(", ");
  const statements = [
    `insert into accounts (id, name, email, email_key, created_at)
      select a, a, a, a, 1 from (select ${account} as a from generate_series(0, ${ACCOUNTS - 1}) as g(n)) as x`,
    `insert into account_counts (account_id, users) select id, ${USERS / ACCOUNTS} from accounts`,
    `insert into users (id, account_id, name, name_key, path, created_at, tags)
      select id, ${account}, 'User-' || n, 'user-' || n, '/', 1, '[]' from (values ${ids}) as v(n, id)`,
    "analyze",
  ];
  for (const statement of statements) await administer(url, statement);
}

interface Sampled {
  readonly callers: number;
  readonly sampleMs: number;
}

type Act = () => Promise<unknown>;

/** By turns, so that a slow moment of the machine is not one's alone. */
async function compare(sampled: Sampled, { ours, bare }: { readonly ours: Act; readonly bare: Act }) {
  const perSecond = { ours: [] as number[], bare: [] as number[] };
  let ourCalls = 0;
  for (let round = 0; round < ROUNDS; round++) {
    perSecond.bare.push((await sample(sampled, bare)).perSecond);
    const { calls, perSecond: rate } = await sample(sampled, ours);
    perSecond.ours.push(rate);
    ourCalls += calls;
  }
  const [our, other] = [median(perSecond.ours), median(perSecond.bare)];
  return {
    perSecond: Math.round(our),
    barePerSecond: Math.round(other),
    ratio: rounded(our / other),
    ourCalls,
  };
}

async function sample({ callers, sampleMs }: Sampled, act: Act) {
  let calls = 0;
  const beganMs = performance.now();
  const call = async () => {
    for (; performance.now() - beganMs < sampleMs; calls++) await act();
  };
  await Promise.all(Array.from({ length: callers }, call));
  return { calls, perSecond: (calls * 1000) / (performance.now() - beganMs) };
}

/** The driver alone, as its manual has it: a pool, named statements, one at a time on each connection. */
class Bare {
  readonly #pool: pg.Pool;

  private constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  static async open(url: string): Promise<Bare> {
    const pool = new pg.Pool({ connectionString: url, max: BARE_CONNECTIONS });
    await pool.query("create table bare_changes (position bigint generated by default as identity, id text)");
    return new Bare(pool);
  }

  read(id: string): Promise<unknown> {
    return this.#pool.query({ name: "read", text: "select * from users where id = $1", values: [id] });
  }

  create({ id, accountId, name, path, createdAt }: UserRecord): Promise<unknown> {
    const text = `with c as (update account_counts set users = users + 1 where account_id = $2),
      u as (insert into users (id, account_id, name, name_key, path, created_at, tags) values ($1, $2, $3, $4, $5, $6, '[]'))
      insert into bare_changes (id) values ($1)`;
    const values = [id, accountId, name, name.toLowerCase(), path, createdAt];
    return this.#pool.query({ name: "create", text, values });
  }

  close(): Promise<void> {
    return this.#pool.end();
  }
}
