import { Mistake } from "./mistake.ts";

/** A PostgreSQL database that was named. */
export interface NamedDatabase {
  readonly url: string;
  /** For a URL without one. */
  readonly password: string | undefined;
}

/** `--database URL`, or else ROLECALL_DATABASE; the embedded store where neither is given. */
export function readDatabase(
  given: { readonly option: string | undefined; readonly isEphemeral: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): NamedDatabase | undefined {
  const variable = environment.ROLECALL_DATABASE === "" ? undefined : environment.ROLECALL_DATABASE;
  const url = given.option ?? variable;
  if (url === undefined) return undefined;
  const name = given.option === undefined ? "ROLECALL_DATABASE" : "--database";
  if (given.isEphemeral)
    throw new Mistake(`${name}: --ephemeral keeps everything in memory; leave one of the two out.`);
  // The URL may hold a password: it is never repeated.
  if (!/^postgres(?:ql)?:\/\//.test(url))
    throw new Mistake(`${name}: it is not a URL as postgres://USER@HOST:PORT/DATABASE.`);
  return { url, password: environment.PGPASSWORD };
}

/** `--read-database URL`, or else ROLECALL_READ_DATABASE: a server that follows the one of `--database`. */
export function readReadDatabase(
  given: { readonly option: string | undefined; readonly database: NamedDatabase | undefined },
  environment: Readonly<Record<string, string | undefined>>,
): NamedDatabase | undefined {
  const variable = environment.ROLECALL_READ_DATABASE === "" ? undefined : environment.ROLECALL_READ_DATABASE;
  const url = given.option ?? variable;
  if (url === undefined) return undefined;
  const name = given.option === undefined ? "ROLECALL_READ_DATABASE" : "--read-database";
  if (given.database === undefined)
    throw new Mistake(`${name}: it follows the server of --database, which is missing.`);
  if (!/^postgres(?:ql)?:\/\//.test(url))
    throw new Mistake(`${name}: it is not a URL as postgres://USER@HOST:PORT/DATABASE.`);
  return { url, password: environment.PGPASSWORD };
}
