/**
 * A statement is written once, in Kysely's typed words, and compiled once by each engine for its own dialect:
 *
 *     const byId = statement<{ id: UniqueId }>()((db, p) => db.selectFrom("users").selectAll().where("id", "=", p.id));
 *
 * While it is being built, each property of `p` is a placeholder; compiling notes in which order the placeholders came out.
 */
import type { Compilable, Kysely } from "kysely";
import type { StoreSchema } from "./schema.ts";

export interface Statement<Parameters, Row> {
  readonly build: (db: Kysely<StoreSchema>, parameters: Parameters) => Compilable<Row>;
}

export interface CompiledStatement {
  readonly sql: string;
  /** What stands at each place of the SQL: the name of a parameter, or a value fixed by the statement. */
  readonly places: readonly StatementPlace[];
}

export type StatementPlace = { readonly parameter: string } | { readonly value: unknown };

class Placeholder {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** Curried, because TypeScript infers either all type arguments of a call or none. */
export function statement<Parameters extends object = Record<never, never>>(): <Row>(
  build: Statement<Parameters, Row>["build"],
) => Statement<Parameters, Row> {
  return (build) => ({ build });
}

/** `db` decides the dialect; it needs no connection. */
export function compileStatement<Parameters extends object, Row>(
  db: Kysely<StoreSchema>,
  definition: Statement<Parameters, Row>,
): CompiledStatement {
  const parameters = new Proxy({} as Parameters, { get: (_, name) => new Placeholder(String(name)) });
  const compiled = definition.build(db, parameters).compile();
  const places = compiled.parameters.map((value) =>
    value instanceof Placeholder ? { parameter: value.name } : { value },
  );
  return { sql: compiled.sql, places };
}
