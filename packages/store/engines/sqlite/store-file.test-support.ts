import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { account } from "../../conformance/families/accounts.ts";
import type { Store } from "../../src/store.ts";
import { openSqliteStore, type SqliteStoreOptions } from "./index.ts";

/** A path for a database, in a folder of its own that is deleted afterwards. */
export async function inFolder<Result>(body: (file: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "rolecall-store-"));
  try {
    return await body(join(folder, "store.db"));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A store in a file, in which account 1 is there already. */
export function withFile(
  options: Omit<SqliteStoreOptions, "file">,
  body: (store: Store, file: string) => Promise<void>,
): Promise<void> {
  return inFolder(async (file) => {
    const store = await openSqliteStore({ file, ...options });
    try {
      await store.write((tx) => tx.accounts.insert(account(1)));
      await body(store, file);
    } finally {
      await store.close();
    }
  });
}

/** The arguments that run a program which stands here. */
export function programArguments(program: string, ...args: readonly (string | number)[]): readonly string[] {
  const path = fileURLToPath(new URL(program, import.meta.url));
  return ["-C", "@rolecall/source", path, ...args.map(String)];
}

/**
 * What a process said, as JSON.
 * @throws Error where it fails
 */
export async function reportOf(command: string, args: readonly string[]): Promise<unknown> {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}`);
  return JSON.parse(said);
}
