import { rootCaller } from "@rolecall/access";
import type { AccountId } from "@rolecall/names";
import { isRefusal, type QuotaSettings, ServiceError } from "@rolecall/operations";
import { RequestError } from "@rolecall/protocols";
import { StoreError } from "@rolecall/store";
import type { Installation } from "../installation/installation.ts";
import type { SeedWriter } from "./families/family.ts";
import type { LocatedSeed } from "./located-seed.ts";
import { readBeside } from "./read-beside.ts";
import { SeedError } from "./seed-error.ts";
import type { SeedPath } from "./seed-path.ts";

export interface SeedWriting {
  readonly located: LocatedSeed;
  readonly quotas?: QuotaSettings;
}

/**
 * Writes as the root user of an account.
 * @param quotas that hold for what it writes, where they are not the installation's
 */
export function createSeedWriter(
  installation: Installation,
  accountId: AccountId,
  { located, quotas }: SeedWriting,
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
  const call: SeedWriter["call"] = (service, operation, input, path) =>
    attempt(path, () =>
      installation.seedAs(caller, { service, operation, input, ...(quotas !== undefined && { quotas }) }),
    ) as never;
  return {
    accountId,
    attempt,
    readBeside: (path, name) =>
      readBeside(located.folderOf?.(path), name).catch((error: unknown) => {
        throw error instanceof SeedError ? located.fail(path, error.message) : error;
      }),
    fail: located.fail,
    call,
    run: (name, input, path) => call("iam", name, input as never, path) as never,
  };
}

/** The remedy, where there is one, is for whoever writes the seed too. */
function describe(error: Error): string {
  const remedy = error instanceof ServiceError ? error.remedy : undefined;
  return remedy === undefined ? error.message : `${error.message}. ${remedy}`;
}
