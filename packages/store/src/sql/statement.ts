/**
 * A statement is written once, in Kysely's typed words, and compiled for each engine's dialect when the house is
 * built (generator/compile.ts), because loading Kysely takes longer than starting Rolecall may:
 *
 *     const statement = statementsOf<SchemaOf<typeof users>>("users");
 *     const byId = statement<{ id: UniqueId }>()("byId", (db, p) =>
 *       db.selectFrom("users").selectAll().where("id", "=", p.id));
 *
 * While it is being compiled, each property of `p` is a placeholder. When Rolecall runs, nothing calls `build`: the
 * statement gives its name, by which the engine finds the SQL, and its types.
 */
import type { Compilable, Kysely } from "kysely";
import type { Held } from "./column.ts";

/** What is common to all schemas. */
export type AnySchema = Readonly<Record<string, Readonly<Record<string, Held>>>>;

export interface Statement<Parameters, Row> {
  /** `users.byId` */
  readonly name: string;
  readonly build: (db: Kysely<AnySchema>, parameters: Parameters) => Compilable<Row>;
}

export interface CompiledStatement {
  readonly sql: string;
  /** The name of the parameter at each place of the SQL. */
  readonly parameters: readonly string[];
  /** The same with the revision that it was answered at, where the engine asks outside of transactions. */
  readonly read?: string;
}

const DEFINED = new Map<string, Statement<never, unknown>>();

/** Every statement whose module has been loaded, for the compiler. */
export function definedStatements(): readonly Statement<never, unknown>[] {
  return [...DEFINED.values()];
}

/** Curried, because TypeScript infers either all type arguments of a call or none. */
type DefineStatement<Schema> = <Parameters extends object = Record<never, never>>() => <Row>(
  name: string,
  build: (db: Kysely<Schema>, parameters: Parameters) => Compilable<Row>,
) => Statement<Parameters, Row>;

/**
 * @typeParam Schema the tables that these statements speak of, and no others
 * @param subject what their names begin with: the table that they are mostly about
 */
export function statementsOf<Schema>(subject: string): DefineStatement<Schema> {
  return () => (name, build) => defineStatement(`${subject}.${name}`, build as never);
}

function defineStatement<Parameters, Row>(
  name: string,
  build: Statement<Parameters, Row>["build"],
): Statement<Parameters, Row> {
  if (DEFINED.has(name)) throw new Error(`two statements are called ${name}`);
  const definition = { name, build };
  DEFINED.set(name, definition);
  return definition;
}
