import { rootCaller, ServiceError } from "@rolecall/access";
import type { IamOperations } from "@rolecall/contracts";
import type { AccountId } from "@rolecall/names";
import { RequestError } from "@rolecall/protocols";
import { StoreError } from "@rolecall/store";
import type { Installation } from "../installation/installation.ts";
import type { LocatedSeed } from "./located-seed.ts";
import type { SeedError } from "./seed.ts";
import type { SeedPath } from "./seed-path.ts";

/** Writes one account's part of a seed, and tells where in the seed something failed. */
export interface SeedWriter {
  readonly accountId: AccountId;
  /** Runs one of IAM's operations as the account's root user. */
  run<Name extends keyof IamOperations & string>(
    name: Name,
    input: IamOperations[Name]["input"],
    path: SeedPath,
  ): Promise<IamOperations[Name]["output"]>;
  /** Does work that may meet a conflict in the store. */
  attempt<Result>(path: SeedPath, work: () => Promise<Result>): Promise<Result>;
  fail(path: SeedPath, message: string): SeedError;
}

export function createSeedWriter(
  installation: Installation,
  accountId: AccountId,
  located: LocatedSeed,
): SeedWriter {
  const caller = rootCaller(accountId, "seed");
  const attempt = async <Result>(path: SeedPath, work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      const isRefusal =
        error instanceof ServiceError ||
        error instanceof RequestError ||
        (error instanceof StoreError && error.code === "conflict");
      throw isRefusal ? located.fail(path, error.message) : error;
    }
  };
  return {
    accountId,
    attempt,
    fail: located.fail,
    run: (name, input, path) =>
      attempt(path, async () =>
        installation.runAs(caller, { service: "iam", operation: name, input }),
      ) as never,
  };
}
