import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { rootCaller } from "@rolecall/access";
import type { SessionClaims } from "@rolecall/credentials";
import { toAccountId } from "@rolecall/names";
import type { Store } from "@rolecall/store";
import { openTestInstallation } from "../installation/installation.test-support.ts";
import type { Installation } from "../installation/installation.ts";
import { refuseDisabledRegion } from "./refuse-disabled-region.ts";

const ACCOUNT = toAccountId("111111111111");
const ROOT = rootCaller(ACCOUNT, "AKIAROOTROOTROOTROOT");
const REFUSED = { name: "AuthenticationError" };

let installation: Installation;
beforeEach(async () => {
  installation = await openTestInstallation({ seed: `accounts: [{ id: "${ACCOUNT}" }]` });
});
afterEach(() => installation.close());

const turn = (on: boolean) =>
  installation.seedAs(ROOT, {
    service: "account",
    operation: on ? "EnableRegion" : "DisableRegion",
    input: { RegionName: "eu-south-1" },
  });

test("who is asked for again and again costs the store one read for each change of the account", async () => {
  let reads = 0;
  const store = new Proxy(installation.store, {
    get(target, name) {
      if (name !== "read") return Reflect.get(target, name, target);
      return (work: Parameters<Store["read"]>[0]) => {
        reads += 1;
        return target.read(work);
      };
    },
  });
  const { directory } = installation;
  const ask = () => refuseDisabledRegion({ store, directory }, ROOT, "eu-south-1");
  for (let asked = 0; asked < 10; asked += 1) await assert.rejects(ask(), REFUSED);
  assert.equal(reads, 1);
  await turn(true);
  for (let asked = 0; asked < 10; asked += 1) await ask();
  assert.equal(reads, 2);
  await turn(false);
  await assert.rejects(ask(), REFUSED);
  assert.equal(reads, 3);
});

test("a token of the global endpoint is refused where its account has the region on, too", async () => {
  await turn(true);
  const ask = (regions: Pick<SessionClaims, "isOfDefaultRegions">) => {
    const session: SessionClaims = {
      kind: "sessionToken",
      accountId: ACCOUNT,
      principalArn: ROOT.arn,
      principalId: ACCOUNT,
      ...regions,
      issuedAtSeconds: 0,
      expiresAtSeconds: 1,
    };
    return refuseDisabledRegion(
      installation,
      rootCaller(ACCOUNT, "ASIAROOTROOTROOTROOT", session),
      "eu-south-1",
    );
  };
  await ask({});
  await assert.rejects(ask({ isOfDefaultRegions: true }), REFUSED);
});
