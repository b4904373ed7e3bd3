import { rootCaller } from "@rolecall/access";
import type { AccountId } from "@rolecall/names";
import { isRefusal } from "@rolecall/operations";
import { RequestError } from "@rolecall/protocols";
import { StoreError } from "@rolecall/store";
import type { Installation } from "../installation/installation.ts";
import type { SeedWriter } from "./families/family.ts";
import type { LocatedSeed } from "./located-seed.ts";
import type { Seed } from "./seed.ts";
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
      throw isForAuthor
        ? located.fail(path, `${error.message}${explainPrincipal(error.message, located.seed)}`)
        : error;
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

/** What IAM says of a principal that is not there, and the account in it. */
const INVALID_PRINCIPAL = /^Invalid principal in policy: "AWS":"(?:arn:[^:]*:iam::)?(\d{12})(?=[:"])/;

/** A sentence for whoever wrote the seed, where IAM's is about a principal that is not there; else nothing. */
function explainPrincipal(message: string, { accounts }: Seed): string {
  const accountId = INVALID_PRINCIPAL.exec(message)?.[1];
  if (accountId === undefined) return "";
  return accounts.some(({ id }) => id === accountId)
    ? `. Account ${accountId} of this seed has no such user or role`
    : `. This seed has no account ${accountId}: add it to accounts`;
}
