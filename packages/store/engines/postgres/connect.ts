/** Connections with everything set that the engine relies on. */
import pg from "pg";
import { type DatabaseAddress, tlsAttempts } from "./database-url.ts";

/** A server that does not answer is given up; writes fail within two seconds. */
const ANSWER_MS = 2_000;
const STATEMENT_MS = 1_500;
/** Longer than who holds it is let to. */
const LOCK_MS = 1_200;
/** A process that is paused between BEGIN and COMMIT keeps its locks no longer, so that others' writes are not too late. */
const IDLE_IN_TRANSACTION_MS = 1_000;

/** int8 and bytea; all others come as text, or as pg has them. */
const INT8 = 20;
const BYTEA = 17;
const TYPES = {
  getTypeParser(oid: number, format?: "text" | "binary") {
    if (oid === INT8 && format !== "binary") return Number;
    const parse = pg.types.getTypeParser(oid, format as "text");
    if (oid !== BYTEA) return parse;
    return (text: string) => Uint8Array.from(parse(text) as Buffer);
  },
};

/**
 * A sequential scan of a small table locks all of it in a serializable transaction: neighbours would be begun anew for nothing.
 * Compiling a plan takes longer than running it.
 */
const SETTINGS = {
  enable_seqscan: "off",
  jit: "off",
  statement_timeout: String(STATEMENT_MS),
  lock_timeout: String(LOCK_MS),
  idle_in_transaction_session_timeout: String(IDLE_IN_TRANSACTION_MS),
};
const SET = `select ${Object.entries(SETTINGS)
  .map(([name, value]) => `set_config('${name}', '${value}', false)`)
  .join(", ")}`;

/** What a connection leads to. */
export interface Server {
  readonly readsOnly: boolean;
  /** When it was started, to the microsecond: another server has another, and so has the same one after a crash. */
  readonly startedAt: string;
}

/** For a start, by which a node knows the server that it reads its streams from. */
export const IDENTITY =
  "select current_setting('transaction_read_only') = 'on' as \"readsOnly\", cast(extract(epoch from pg_postmaster_start_time()) as text) as \"startedAt\"";

/** For the statements of requests. @throws what the driver throws */
export async function connectPipelined(address: DatabaseAddress): Promise<pg.Client> {
  return (await connectServer(address)).client;
}

/** The same, and what it leads to. @param withinMs how long to wait for the connection */
export async function connectServer(
  address: DatabaseAddress,
  withinMs = ANSWER_MS,
): Promise<{ readonly client: pg.Client; readonly server: Server }> {
  const more = { pipeline: true, query_timeout: ANSWER_MS, connectionTimeoutMillis: withinMs };
  const client = await connect(address, more);
  try {
    const [, { rows }] = await Promise.all([client.query(SET), client.query<Server>(IDENTITY)]);
    return { client, server: rows[0]! };
  } catch (error) {
    await client.end();
    throw error;
  }
}

/** For setting up: statements take what they take. @throws what the driver throws */
export function connectPatiently(address: DatabaseAddress): Promise<pg.Client> {
  return connect(address, {});
}

async function connect(address: DatabaseAddress, more: pg.ClientConfig): Promise<pg.Client> {
  const attempts = tlsAttempts(address);
  for (const [nth, ssl] of attempts.entries()) {
    try {
      return await connectOnce(address, { ...more, ssl });
    } catch (error) {
      if (nth === attempts.length - 1 || !isAboutTls(error)) throw error;
    }
  }
  throw new Error("no way to connect");
}

async function connectOnce(
  { host, port, user, password, database }: DatabaseAddress,
  more: pg.ClientConfig,
): Promise<pg.Client> {
  const client = new pg.Client({
    host,
    port,
    user,
    // Never from pg's own look at the environment and at files.
    password: password ?? "",
    database,
    application_name: "rolecall",
    connectionTimeoutMillis: ANSWER_MS,
    types: TYPES,
    keepAlive: true,
    ...more,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    client.end().catch(() => {});
    throw error;
  }
}

/** The server wants TLS or has none; whatever else is wrong is wrong both ways. */
function isAboutTls(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return /SSL|TLS|encryption/i.test(error.message) || /SSL|TLS/.test(code);
}
