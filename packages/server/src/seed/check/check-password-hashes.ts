import { foreignHashProblem } from "@rolecall/credentials";
import type { LocatedSeed } from "../located-seed.ts";
import type { SeedPath } from "../seed-path.ts";

/** @throws SeedError where a hash is none, asks for too much, or stands beside its password */
export function checkPasswordHashes({ seed, fail }: LocatedSeed): void {
  const check = (
    path: SeedPath,
    key: string,
    given: { readonly hash: string | undefined; readonly password: string | undefined },
  ) => {
    if (given.hash === undefined) return;
    const at = [...path, key];
    if (given.password !== undefined)
      throw fail(at, "there is a password and its hash: one of them says it, and the other is left out");
    const problem = foreignHashProblem(given.hash);
    if (problem !== undefined) throw fail(at, problem);
  };
  for (const [index, { rootPasswordHash, rootPassword, users = [] }] of seed.accounts.entries()) {
    const path = ["accounts", index];
    check(path, "rootPasswordHash", { hash: rootPasswordHash, password: rootPassword });
    for (const [at, { passwordHash, password }] of users.entries())
      check([...path, "users", at], "passwordHash", { hash: passwordHash, password });
  }
}
