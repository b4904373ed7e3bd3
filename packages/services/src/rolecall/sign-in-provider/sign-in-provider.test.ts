import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { publishedProviders } from "@rolecall/access";
import type { RolecallOperations } from "@rolecall/contracts";
import { formatArn } from "@rolecall/names";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { rolecallService } from "../index.ts";

let h: Harness<RolecallOperations>;
beforeEach(async () => {
  h = await createHarness(rolecallService);
});
afterEach(() => h.close());

async function addProvider(name: string): Promise<string> {
  const { accountId } = h;
  const id = formatArn("saml-provider", { accountId, name });
  const at = h.now();
  await h.store.write((tx) =>
    tx.samlProviders.insert({
      id,
      accountId,
      name,
      uniqueId: `SAMLSP${name}`,
      metadata: "<EntityDescriptor/>",
      validUntil: at,
      assertionEncryption: "Allowed",
      privateKeys: [],
      tags: [],
      createdAt: at,
      updatedAt: at,
    }),
  );
  return id;
}

const publish = (SAMLProviderArn: string, DisplayName = "Nordwind", SignInUrl = "https://idp.example/a") =>
  h.ask(h.root, "PublishSignInProvider", { SAMLProviderArn, DisplayName, SignInUrl });
const names = async () =>
  (await h.ask(h.root, "ListSignInProviders", {})).SignInProviders.map(({ DisplayName }) => DisplayName);

test("providers are published, changed and withdrawn; one that is deleted is not shown any more", async () => {
  const [one, two] = [await addProvider("two"), await addProvider("one")];
  await publish(one, "One");
  await publish(two, "Two");
  await publish(one, "One again");
  assert.deepEqual(await names(), ["Two", "One again"], "by their ARNs");
  await h.store.write((tx) => tx.samlProviders.delete(one as never));
  assert.deepEqual(await names(), ["Two"]);
  await h.ask(h.root, "WithdrawSignInProvider", { SAMLProviderArn: one });
  await h.ask(h.root, "WithdrawSignInProvider", { SAMLProviderArn: two });
  assert.deepEqual(await names(), []);
});

test("what is no provider of the account's is not published, and no more than ten are", async () => {
  const other = await h.addAccount("222222222222");
  const arn = formatArn("saml-provider", { accountId: other.accountId, name: "theirs" });
  await refuses(
    publish(arn),
    "ResourceNotFoundException",
    `There is no SAML provider ${arn} in this account.`,
  );
  await refuses(
    publish("arn:aws:iam::111111111111:role/admin"),
    "ValidationException",
    "The SAMLProviderArn is not a SAML provider's.",
  );
  const all = await Promise.all(Array.from({ length: 11 }, (_, at) => addProvider(`p${at}`)));
  for (const each of all.slice(0, 10)) await publish(each);
  await refuses(
    publish(all[10] ?? ""),
    "LimitExceededException",
    "Cannot exceed quota for SignInProvidersPerAccount: 10",
  );
  await publish(all[0] ?? "", "Changed");
});

test("what strangers ask costs a look-up of an account that published none, and two of one that did", async () => {
  let reads = 0;
  const counted = () =>
    h.store.read((tx) => {
      reads = 0;
      const count = <Family extends object>(family: Family): Family =>
        new Proxy(family, {
          get(target, name) {
            const method = Reflect.get(target, name);
            return typeof method !== "function"
              ? method
              : (...given: unknown[]) => {
                  reads += 1;
                  return method.apply(target, given);
                };
          },
        });
      const watched = { accountSettings: count(tx.accountSettings), samlProviders: count(tx.samlProviders) };
      return publishedProviders(watched as never, h.accountId);
    });
  assert.deepEqual([(await counted()).length, reads], [0, 1]);
  await publish(await addProvider("one"));
  assert.deepEqual([(await counted()).length, reads], [1, 2]);
});
