import { rootCaller } from "@rolecall/access";
import type { AccountId } from "@rolecall/names";
import { isRefusal, ServiceError } from "@rolecall/operations";
import { RequestError } from "@rolecall/protocols";
import { StoreError } from "@rolecall/store";
import type { Installation } from "../installation/installation.ts";
import type { SeedWriter } from "./families/family.ts";
import type { LocatedSeed } from "./located-seed.ts";
import type { SeedPath } from "./seed-path.ts";

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
      const isForAuthor =
        isRefusal(error) ||
        error instanceof RequestError ||
        (error instanceof StoreError && error.code === "conflict");
      throw isForAuthor ? located.fail(path, describe(error)) : error;
    }
  };
  return {
    accountId,
    attempt,
    fail: located.fail,
    run: (name, input, path) =>
      attempt(path, async () =>
        installation.seedAs(caller, { service: "iam", operation: name, input }),
      ) as never,
  };
}

/** The remedy, where there is one, is for whoever writes the seed too. */
function describe(error: Error): string {
  const remedy = error instanceof ServiceError ? error.remedy : undefined;
  return remedy === undefined ? error.message : `${error.message}. ${remedy}`;
}
