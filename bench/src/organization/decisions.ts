import { AccessDenied, authorize, type Directory, type IdentifiedCaller } from "@rolecall/access";
import { type AccountId, toAccessKeyId } from "@rolecall/names";
import type { Store } from "@rolecall/store";
import { allow, NOW } from "../../../packages/access/src/records.test-support.ts";
import { addUser, REQUEST } from "../../../packages/access/src/world.test-support.ts";
import type { Installation } from "../../../packages/server/src/installation/installation.ts";

const DECISIONS = 5_000;

interface Ground {
  readonly store: Store;
  readonly directory: Directory;
}

/** A user who may do everything, of an account. */
export async function addAdministrator(
  installation: Installation,
  name: string,
  accountId: AccountId,
): Promise<IdentifiedCaller> {
  const keyId = `AKIA${name.toUpperCase().padEnd(16, "X")}`;
  await addUser(installation, name, allow("*"), { accountId, keyId });
  const { store, directory } = installation;
  const key = await store.read((tx) => directory.accessKey(tx, toAccessKeyId(keyId)));
  if (key === undefined) throw new Error(`The key of ${name} is not there.`);
  return key.caller;
}

const requirementOf = ({ accountId }: IdentifiedCaller, action = "iam:GetUser") => ({
  action,
  resource: `arn:aws:iam::${accountId}:user/bob`,
});

/** What authorizing an action takes, in µs: many times in one transaction, so that the store's own cost is left out. */
export function timeDecisions(
  { store, directory }: Ground,
  caller: IdentifiedCaller,
  action: string,
): Promise<number> {
  const requirements = [requirementOf(caller, action)];
  const asking = { caller, now: NOW, request: REQUEST };
  return store.read(async (tx) => {
    const begin = performance.now();
    for (let time = 0; time < DECISIONS; time++) await authorize({ tx, directory }, asking, requirements);
    return ((performance.now() - begin) * 1000) / DECISIONS;
  });
}

/** Whether GetUser is denied, by the very next transaction. */
export async function isDenied({ store, directory }: Ground, caller: IdentifiedCaller): Promise<boolean> {
  const asking = { caller, now: NOW, request: REQUEST };
  try {
    await store.read((tx) => authorize({ tx, directory }, asking, [requirementOf(caller)]));
    return false;
  } catch (error) {
    if (error instanceof AccessDenied) return error.denial.decision.layer === "serviceControl";
    throw error;
  }
}
