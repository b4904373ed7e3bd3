/** What is made, changed and deleted in any order is shown as a list kept by hand says, family by family, on both engines. */
import { after, before, describe, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import { dropDatabaseAfterwards, ENGINES, openStore, runsOn } from "../../engines.test-support.ts";
import { createHarness, type Harness } from "../../harness.test-support.ts";
import { iamService } from "../index.ts";
import { accessKeys, loginProfiles, outboundFederation } from "./credentials.test-support.ts";
import { checkAnyOrder, type FamilyModel } from "./family-model.test-support.ts";
import { groups } from "./groups.test-support.ts";
import { policies } from "./policies.test-support.ts";
import { rolesAndProfiles } from "./roles.test-support.ts";
import { users } from "./users.test-support.ts";

dropDatabaseAfterwards();

for (const engine of ENGINES) {
  describe(`in any order, on ${engine}`, () => {
    let h: Harness<IamOperations>;
    before(async () => {
      h = await createHarness(iamService, {}, await openStore(engine));
    });
    after(() => h?.close());
    const check = <State, Step>(name: string, model: FamilyModel<State, Step>) =>
      test(name, () => checkAnyOrder(h, model, (runs) => runsOn(engine, runs)));
    check("users", users);
    check("groups and who is in them", groups);
    check("roles and instance profiles", rolesAndProfiles);
    check("policies, their versions and who has them", policies);
    check("access keys", accessKeys);
    check("login profiles", loginProfiles);
    check("the account's issuer", outboundFederation);
  });
}
