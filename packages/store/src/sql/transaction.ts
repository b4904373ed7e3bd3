import type { FamilyName, WriteTransaction } from "../families.ts";
import type { Searches } from "../records/searches.ts";
import { SQL_FAMILIES } from "./families.ts";
import type { Cascade } from "./family.ts";
import { searchesOver } from "./search/searches.ts";
import type { SqlSession } from "./session.ts";

const NAMES = Object.keys(SQL_FAMILIES) as readonly FamilyName[];

const cascade: Cascade = async (session, kind, record) => {
  for (const name of NAMES) await SQL_FAMILIES[name].whenDeleted?.[kind]?.(session, record, cascade);
};

/**
 * Every family over one session. A family is opened when it is first asked for, since most transactions use two or
 * three of them and every request makes a transaction.
 */
class SqlTransaction {
  readonly #session: SqlSession;
  #searches: Searches | undefined;
  readonly #opened: Partial<Record<FamilyName, unknown>> = {};

  constructor(session: SqlSession) {
    this.#session = session;
  }

  get search(): Searches {
    this.#searches ??= searchesOver(this.#session);
    return this.#searches;
  }

  get mayRemember(): boolean {
    return this.#session.mayRemember;
  }

  static {
    for (const name of NAMES) {
      Object.defineProperty(SqlTransaction.prototype, name, {
        get(this: SqlTransaction) {
          this.#opened[name] ??= SQL_FAMILIES[name].open(this.#session, cascade);
          return this.#opened[name];
        },
      });
    }
  }
}

/** INVARIANT: a SqlTransaction has a getter for each family, which the compiler does not see. */
export function transactionOver(session: SqlSession): WriteTransaction {
  return new SqlTransaction(session) as unknown as WriteTransaction;
}
