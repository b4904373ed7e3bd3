/**
 * Compiles the statements of src/sql for each engine and writes them beside it:
 *
 *     node -C @rolecall/source packages/store/generator/compile.ts
 *
 * What it writes is committed, so that a change of a query shows its SQL in review, and compile.test.ts fails where
 * it is older than its source.
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import {
  type AnySchema,
  type CompiledStatement,
  definedStatements,
  type Statement,
} from "../src/sql/statement.ts";
// Loading these defines the statements.
import "../src/sql/changes.ts";
import "../src/sql/clear.ts";
import { withRevision } from "../engines/postgres/with-revision.ts";

class Placeholder {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

interface EngineDialect {
  /** Kysely builds and compiles; it never runs anything. */
  readonly db: Kysely<AnySchema>;
  /** Statements that the engine has no tables for. */
  readonly omits?: RegExp;
  /** A second form of a statement that reads. */
  readonly toRead?: (sql: string) => string;
}

const ENGINES: Readonly<Record<string, EngineDialect>> = {
  sqlite: {
    db: new Kysely({
      dialect: {
        createAdapter: () => new SqliteAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: (db) => new SqliteIntrospector(db),
        createQueryCompiler: () => new SqliteQueryCompiler(),
      },
    }),
  },
  postgres: {
    db: new Kysely({
      dialect: {
        createAdapter: () => new PostgresAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: (db) => new PostgresIntrospector(db),
        createQueryCompiler: () => new PostgresQueryCompiler(),
      },
    }),
    // Its feed has tables of its own: engines/postgres/feed-statements.ts.
    omits: /^changes\./,
    toRead: withRevision,
  },
};

/** The files as they should be: path → text. */
export function compileAll(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(ENGINES).map(([engine, dialect]) => [
      fileURLToPath(new URL(`../engines/${engine}/statements.ts`, import.meta.url)),
      moduleOf(dialect),
    ]),
  );
}

function moduleOf({ db, omits, toRead }: EngineDialect): string {
  const byName = definedStatements()
    .filter(({ name }) => omits?.test(name) !== true)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const rows = byName.map((definition) => {
    const { sql, parameters } = compileStatement(db, definition);
    const names = parameters.map((name) => JSON.stringify(name)).join(", ");
    const read = toRead !== undefined && sql.startsWith("select ") ? `, read: ${quote(toRead(sql))}` : "";
    return `  ["${definition.name}", { sql: ${quote(sql)}, parameters: [${names}]${read} }],\n`;
  });
  return `// Written by generator/compile.ts from src/sql. Change that, and run it again.
import type { CompiledStatement } from "../../src/sql/statement.ts";

// biome-ignore format: one line a statement
export const STATEMENTS: ReadonlyMap<string, CompiledStatement> = new Map([
${rows.join("")}]);
`;
}

function compileStatement(db: Kysely<AnySchema>, definition: Statement<never, unknown>): CompiledStatement {
  const placeholders = new Proxy({}, { get: (_, name) => new Placeholder(String(name)) });
  const compiled = definition.build(db, placeholders as never).compile();
  const parameters = compiled.parameters.map((value) => {
    if (value instanceof Placeholder) return value.name;
    throw new Error(`${definition.name}: write the fixed value ${String(value)} with eb.lit`);
  });
  return { sql: compiled.sql, parameters };
}

/** SQL holds double quotes, dollars before numbers and, so far, neither backslash nor backtick. */
function quote(sql: string): string {
  if (/[\\`]|\$\{/.test(sql)) throw new Error(`cannot quote ${sql}`);
  return `\`${sql}\``;
}

if (import.meta.main) {
  for (const [path, text] of compileAll()) writeFileSync(path, text);
}
