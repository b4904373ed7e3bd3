import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import type { OutsideIssuers } from "@rolecall/operations";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { iamService } from "../index.ts";

const PRINT = "6938fd4d98bab03faadb97b34396831e3780aea1";
const ARN = "arn:aws:iam::111111111111:oidc-provider/idp.example/Realms/one";
const Url = "https://idp.example/Realms/one";

let h: Harness<IamOperations>;
/** Hosts that were asked for their certificates. */
let asked: string[];
beforeEach(async () => {
  asked = [];
  h = await createHarness(iamService, { OpenIdConnectProvidersPerAccount: 3 });
  issuersAre({
    thumbprintsOf: async (url) => {
      asked.push(url);
      return ["f".repeat(40)];
    },
  });
});
afterEach(() => h.close());

function issuersAre(changes: Partial<OutsideIssuers>): void {
  Object.assign(h.env.outsideIssuers, changes);
}

type Created = IamOperations["CreateOpenIDConnectProvider"]["input"];
const create = (input: Partial<Created> = {}) =>
  h.ask(h.root, "CreateOpenIDConnectProvider", { Url, ThumbprintList: [PRINT], ...input });
const get = (OpenIDConnectProviderArn = ARN) =>
  h.ask(h.root, "GetOpenIDConnectProvider", { OpenIDConnectProviderArn });
const byArn = { OpenIDConnectProviderArn: ARN };
const tag = (Key: string, Value = "x") => ({ Key, Value });

test("a provider is shown as AWS was recorded to show it", async () => {
  const ClientIDList = ["sts.amazonaws.com", "app", "sts.amazonaws.com"];
  const Tags = [tag("team"), tag("Team"), tag("a")];
  assert.deepEqual(await create({ ClientIDList, Tags }), { OpenIDConnectProviderArn: ARN, Tags });
  assert.deepEqual(await get(), {
    Url: "idp.example/Realms/one",
    ClientIDList: ["sts.amazonaws.com", "app"],
    ThumbprintList: [PRINT],
    CreateDate: new Date(h.now()),
    Tags: [tag("Team"), tag("a"), tag("team")],
  });
  assert.deepEqual(await h.ask(h.root, "ListOpenIDConnectProviders", {}), {
    OpenIDConnectProviderList: [{ Arn: ARN }],
  });
});

test("a provider without tags or client ids has none; path, letters and a slash at the end tell providers apart", async () => {
  assert.deepEqual(await create(), { OpenIDConnectProviderArn: ARN });
  await create({ Url: `${Url}/` });
  await create({ Url: Url.toLowerCase() });
  const { OpenIDConnectProviderList: list } = await h.ask(h.root, "ListOpenIDConnectProviders", {});
  assert.deepEqual(
    list?.map(({ Arn }) => Arn),
    [ARN, `${ARN}/`, ARN.replace("Realms", "realms")],
  );
  assert.deepEqual((await get()).ClientIDList, []);
});

test("no two providers of an account have the same URL, and an account has so many", async () => {
  await create();
  await refuses(create(), "EntityAlreadyExists", `Provider with url ${Url} already exists.`);
  await refuses(
    create({ ThumbprintList: [] }),
    "EntityAlreadyExists",
    `Provider with url ${Url} already exists.`,
  );
  await create({ Url: `${Url}/2` });
  await create({ Url: `${Url}/3` });
  await refuses(
    create({ Url: `${Url}/4` }),
    "LimitExceeded",
    "Cannot exceed quota for OpenIdConnectProvidersPerAccount: 3",
  );
  assert.deepEqual(asked, []);
});

test("a URL is https, of a host and a path", async () => {
  const invalid = "Invalid Open ID Connect Provider URL";
  for (const wrong of [
    "http://idp.example",
    "http://localhost:4600",
    "ftp://idp.example",
    "idp.example",
    "https://",
    "https:///path",
    "https://user@idp.example",
    "https://idp.example:8443",
    "https://idp..example",
    "https://[::1]/",
    "https://idp.example/ä",
    "https://idp.example/a b",
    "HTTPS://idp.example",
  ])
    await assert.rejects(create({ Url: wrong }), { message: invalid }, wrong);
  for (const wrong of [`${Url}?a=b`, `${Url}#a`, `${Url}/?`])
    await refuses(create({ Url: wrong }), "InvalidInput", "Unknown");
});

test("http is for this machine, and ports are for networks of one's own, where they are allowed", async () => {
  issuersAre({ isHttpAllowed: true, isPortAllowed: true });
  await create({ Url: "http://127.0.0.1:4600/realm", ThumbprintList: [] });
  const arn = "arn:aws:iam::111111111111:oidc-provider/127.0.0.1:4600/realm";
  assert.deepEqual((await get(arn)).ThumbprintList, []);
  const record = await h.store.read((tx) => tx.oidcProviders.byId(arn as never));
  assert.deepEqual([record?.scheme, record?.location], ["http", "127.0.0.1:4600/realm"]);
  await create({ Url: "https://idp.example:8443" });
  for (const wrong of ["http://idp.example", "http://128.0.0.1", "http://localhost.example"])
    await assert.rejects(create({ Url: wrong }), { message: "Invalid Open ID Connect Provider URL" }, wrong);
});

test("the thumbprint is that of the host where none is given, and the host is asked for nothing else", async () => {
  await create({ ThumbprintList: [] });
  assert.deepEqual((await get()).ThumbprintList, ["f".repeat(40)]);
  await create({ Url: `${Url}/2` });
  assert.deepEqual(asked, [Url]);
});

test("a host that cannot be asked is told, with what would help for who runs the installation", async () => {
  issuersAre({
    thumbprintsOf: async () => {
      throw new Error("the address is not one that issuers are asked at");
    },
  });
  await assert.rejects(
    create({ ThumbprintList: [] }),
    (error: Error & { code?: string; remedy?: string }) => {
      assert.equal(error.code, "OpenIdIdpCommunicationError");
      assert.equal(
        error.message,
        `Please check .well-known/openid-configuration of provider: ${Url} is valid.`,
      );
      assert.match(error.remedy ?? "", /is not one that issuers are asked at.*--issuer-requests off/);
      return true;
    },
  );
});

test("who may not make providers makes nobody ask a host", async () => {
  const other = await h.addAccount("222222222222");
  await h.ask(h.root, "CreateUser", { UserName: "ann" });
  const ann = await h.asUser("ann");
  await assert.rejects(h.ask(ann, "CreateOpenIDConnectProvider", { Url }), { code: "AccessDenied" });
  assert.deepEqual(asked, []);
  await create();
  await assert.rejects(h.ask(other, "GetOpenIDConnectProvider", byArn), { code: "AccessDenied" });
});

test("client ids are added once, taken away, and limited", async () => {
  const list = async () => (await get()).ClientIDList ?? [];
  const add = (ClientID: string) =>
    h.ask(h.root, "AddClientIDToOpenIDConnectProvider", { ...byArn, ClientID });
  const remove = (ClientID: string) =>
    h.ask(h.root, "RemoveClientIDFromOpenIDConnectProvider", { ...byArn, ClientID });
  await create({ ClientIDList: ["b"] });
  for (const id of ["a", "b", "a"]) assert.deepEqual(await add(id), {});
  assert.deepEqual(await list(), ["b", "a"]);
  await remove("b");
  await remove("none");
  assert.deepEqual(await list(), ["a"]);
  for (let index = 1; index < 100; index++) await add(`id-${index}`);
  const message = "Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100";
  await refuses(add("one-more"), "LimitExceeded", message);
  await add("a");
  const ClientIDList = Array.from({ length: 101 }, (_, index) => `id-${index}`);
  await refuses(create({ Url: `${Url}/2`, ClientIDList }), "LimitExceeded", message);
  await create({ Url: `${Url}/2`, ClientIDList: [...ClientIDList.slice(1), "id-1"] });
});

test("thumbprints are replaced, five at most", async () => {
  await create();
  const update = (ThumbprintList: readonly string[]) =>
    h.ask(h.root, "UpdateOpenIDConnectProviderThumbprint", { ...byArn, ThumbprintList });
  const prints = (count: number) => Array.from({ length: count }, (_, index) => `${index}`.repeat(40));
  await update(prints(5));
  assert.deepEqual((await get()).ThumbprintList, prints(5));
  const message = "Thumbprint list must contain fewer than 5 entries.";
  await refuses(update(prints(6)), "InvalidInput", message);
  await refuses(create({ Url: `${Url}/2`, ThumbprintList: prints(6) }), "InvalidInput", message);
});

test("what is not there is not found, by any operation", async () => {
  const message = `OpenIDConnect Provider not found for arn ${ARN}`;
  const calls = [
    h.ask(h.root, "GetOpenIDConnectProvider", byArn),
    h.ask(h.root, "DeleteOpenIDConnectProvider", byArn),
    h.ask(h.root, "AddClientIDToOpenIDConnectProvider", { ...byArn, ClientID: "a" }),
    h.ask(h.root, "RemoveClientIDFromOpenIDConnectProvider", { ...byArn, ClientID: "a" }),
    h.ask(h.root, "UpdateOpenIDConnectProviderThumbprint", { ...byArn, ThumbprintList: [PRINT] }),
    h.ask(h.root, "TagOpenIDConnectProvider", { ...byArn, Tags: [tag("a")] }),
    h.ask(h.root, "UntagOpenIDConnectProvider", { ...byArn, TagKeys: ["a"] }),
    h.ask(h.root, "ListOpenIDConnectProviderTags", byArn),
  ];
  await Promise.all(calls.map((call) => refuses(call, "NoSuchEntity", message)));
  await assert.rejects(get("arn:aws:iam::111111111111:role/x"), {
    message: "Invalid ARN:  Could not be parsed!",
  });
});

test("a provider that was deleted is gone, and may be made anew", async () => {
  await create();
  assert.deepEqual(await h.ask(h.root, "DeleteOpenIDConnectProvider", byArn), {});
  await refuses(get(), "NoSuchEntity", `OpenIDConnect Provider not found for arn ${ARN}`);
  await create();
});

test("tags tell letter case apart, are listed by key and in pages, and an empty list of them is refused", async () => {
  await create({ Tags: [tag("b")] });
  const refusal = "The provided tag map must not be null/empty.";
  await refuses(h.ask(h.root, "TagOpenIDConnectProvider", { ...byArn, Tags: [] }), "InvalidInput", refusal);
  await h.ask(h.root, "TagOpenIDConnectProvider", { ...byArn, Tags: [tag("B"), tag("a"), tag("b", "y")] });
  await h.ask(h.root, "UntagOpenIDConnectProvider", { ...byArn, TagKeys: ["a"] });
  const first = await h.ask(h.root, "ListOpenIDConnectProviderTags", { ...byArn, MaxItems: 1 });
  assert.deepEqual([first.Tags, first.IsTruncated], [[tag("B")], true]);
  const rest = await h.ask(h.root, "ListOpenIDConnectProviderTags", { ...byArn, Marker: first.Marker });
  assert.deepEqual({ ...rest }, { Tags: [tag("b", "y")], IsTruncated: false });
});
