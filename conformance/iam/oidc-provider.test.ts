import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  AddClientIDToOpenIDConnectProviderCommand,
  CreateOpenIDConnectProviderCommand,
  DeleteOpenIDConnectProviderCommand,
  GetOpenIDConnectProviderCommand,
  type IAMClient,
  ListOpenIDConnectProvidersCommand,
  ListOpenIDConnectProviderTagsCommand,
  RemoveClientIDFromOpenIDConnectProviderCommand,
  TagOpenIDConnectProviderCommand,
  UntagOpenIDConnectProviderCommand,
  UpdateOpenIDConnectProviderThumbprintCommand,
} from "@aws-sdk/client-iam";
import fc from "fast-check";
import { assertRefused } from "../installation/refusal.ts";
import { arn, type IamStage, startIamStage } from "./stage.ts";

const QUOTA = 8;
const PRINT = "6938fd4d98bab03faadb97b34396831e3780aea1";
const Url = "https://token.actions.githubusercontent.com";
const OpenIDConnectProviderArn = arn("oidc-provider/token.actions.githubusercontent.com");

let stage: IamStage;
let iam: IAMClient;
before(async () => {
  stage = await startIamStage(["--quota", `iam.OpenIdConnectProvidersPerAccount=${QUOTA}`]);
  iam = stage.admin.iam;
});
after(() => stage?.stop());

test("a provider over the wire, from its making to its end", async () => {
  const named = { OpenIDConnectProviderArn };
  const Tags = [{ Key: "team", Value: "core" }];
  const ThumbprintList = [PRINT];
  const created = await iam.send(
    new CreateOpenIDConnectProviderCommand({
      Url,
      ClientIDList: ["sts.amazonaws.com"],
      ThumbprintList,
      Tags,
    }),
  );
  assert.deepEqual([created.OpenIDConnectProviderArn, created.Tags], [OpenIDConnectProviderArn, Tags]);
  await iam.send(new AddClientIDToOpenIDConnectProviderCommand({ ...named, ClientID: "app" }));
  await iam.send(
    new RemoveClientIDFromOpenIDConnectProviderCommand({ ...named, ClientID: "sts.amazonaws.com" }),
  );
  const replaced = ["a".repeat(40), PRINT];
  await iam.send(new UpdateOpenIDConnectProviderThumbprintCommand({ ...named, ThumbprintList: replaced }));
  await iam.send(new TagOpenIDConnectProviderCommand({ ...named, Tags: [{ Key: "a", Value: "" }] }));
  const shown = await iam.send(new GetOpenIDConnectProviderCommand(named));
  assert.ok(shown.CreateDate instanceof Date);
  assert.deepEqual(
    [shown.Url, shown.ClientIDList, shown.ThumbprintList, shown.Tags],
    ["token.actions.githubusercontent.com", ["app"], replaced, [{ Key: "a", Value: "" }, ...Tags]],
  );
  await iam.send(new UntagOpenIDConnectProviderCommand({ ...named, TagKeys: ["a"] }));
  assert.deepEqual((await iam.send(new ListOpenIDConnectProviderTagsCommand(named))).Tags, Tags);
  const { OpenIDConnectProviderList: list } = await iam.send(new ListOpenIDConnectProvidersCommand({}));
  assert.deepEqual(list, [{ Arn: OpenIDConnectProviderArn }]);
  await assertRefused(iam.send(new CreateOpenIDConnectProviderCommand({ Url, ThumbprintList })), {
    code: "EntityAlreadyExistsException",
    status: 409,
    message: `Provider with url ${Url} already exists.`,
  });
  await iam.send(new DeleteOpenIDConnectProviderCommand(named));
  await assertRefused(iam.send(new GetOpenIDConnectProviderCommand(named)), {
    code: "NoSuchEntityException",
    status: 404,
    message: `OpenIDConnect Provider not found for arn ${OpenIDConnectProviderArn}`,
  });
});

test("inputs that the contract does not take are refused in IAM's words", async () => {
  const create = (input: object) =>
    iam.send(new CreateOpenIDConnectProviderCommand({ Url, ThumbprintList: [PRINT], ...input }));
  const refusals: readonly (readonly [object, string | RegExp])[] = [
    [{ Url: "http://idp.example" }, "Invalid Open ID Connect Provider URL"],
    [{ ThumbprintList: ["abc"] }, /thumbprintList.*constraint/],
    [{ Url: `https://${"a".repeat(255)}` }, /'url' failed to satisfy constraint/],
    [{ ClientIDList: [""] }, /clientIDList.*constraint/],
  ];
  for (const [input, message] of refusals)
    await assertRefused(create(input), { code: "ValidationError", status: 400, message });
});

test("a host that does not answer leaves no provider behind", async () => {
  await assertRefused(iam.send(new CreateOpenIDConnectProviderCommand({ Url: "https://idp.invalid" })), {
    code: "OpenIdIdpCommunicationErrorException",
    status: 400,
    message: "Please check .well-known/openid-configuration of provider: https://idp.invalid is valid.",
  });
  const { OpenIDConnectProviderList: list } = await iam.send(new ListOpenIDConnectProvidersCommand({}));
  assert.deepEqual(list, []);
});

test("of 64 who make providers at the same time as many succeed as the account may have", async () => {
  const urls = Array.from({ length: 64 }, (_, index) => `https://idp-${index}.example`);
  const outcomes = await Promise.allSettled(
    urls.map((each) =>
      iam.send(new CreateOpenIDConnectProviderCommand({ Url: each, ThumbprintList: [PRINT] })),
    ),
  );
  const made = outcomes.filter((outcome) => outcome.status === "fulfilled");
  assert.equal(made.length, QUOTA);
  for (const outcome of outcomes) {
    if (outcome.status === "rejected") assert.equal(outcome.reason.name, "LimitExceededException");
  }
  for (const { value } of made) {
    const { OpenIDConnectProviderArn: one } = value;
    await iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: one }));
  }
});

/** What the account's providers are, by host. */
interface Modelled {
  readonly clientIds: readonly string[];
  readonly thumbprints: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

const host = fc.constantFrom("a.example", "b.example", "b.example/", "b.example/Path");
const text = fc.constantFrom("one", "two", "Two");
const step = fc.oneof(
  fc.record({ do: fc.constant("create" as const), host, ids: fc.array(text, { maxLength: 3 }) }),
  fc.record({ do: fc.constant("delete" as const), host }),
  fc.record({ do: fc.constant("add" as const), host, id: text }),
  fc.record({ do: fc.constant("remove" as const), host, id: text }),
  fc.record({ do: fc.constant("thumbprints" as const), host, count: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ do: fc.constant("tag" as const), host, key: text, value: text }),
  fc.record({ do: fc.constant("untag" as const), host, key: text }),
);
type Step = Extract<typeof step extends fc.Arbitrary<infer Value> ? Value : never, object>;

const provider = (name: string) => ({ OpenIDConnectProviderArn: arn(`oidc-provider/${name}`) });
const prints = (count: number) => Array.from({ length: count }, (_, index) => `${index}`.repeat(40));

/** Does a step, and tells what it makes of the provider; undefined where it deletes it. */
async function take(each: Step, before: Modelled | undefined): Promise<Modelled | undefined> {
  const named = provider(each.host);
  if (each.do === "create") {
    const input = { Url: `https://${each.host}`, ClientIDList: each.ids, ThumbprintList: prints(1) };
    await iam.send(new CreateOpenIDConnectProviderCommand(input));
    return { clientIds: [...new Set(each.ids)], thumbprints: prints(1), tags: {} };
  }
  const { clientIds = [], thumbprints = [], tags = {} } = before ?? {};
  switch (each.do) {
    case "delete":
      await iam.send(new DeleteOpenIDConnectProviderCommand(named));
      return undefined;
    case "add":
      await iam.send(new AddClientIDToOpenIDConnectProviderCommand({ ...named, ClientID: each.id }));
      return { clientIds: [...new Set([...clientIds, each.id])], thumbprints, tags };
    case "remove":
      await iam.send(new RemoveClientIDFromOpenIDConnectProviderCommand({ ...named, ClientID: each.id }));
      return { clientIds: clientIds.filter((id) => id !== each.id), thumbprints, tags };
    case "thumbprints":
      await iam.send(
        new UpdateOpenIDConnectProviderThumbprintCommand({ ...named, ThumbprintList: prints(each.count) }),
      );
      return { clientIds, thumbprints: prints(each.count), tags };
    case "tag":
      await iam.send(
        new TagOpenIDConnectProviderCommand({ ...named, Tags: [{ Key: each.key, Value: each.value }] }),
      );
      return { clientIds, thumbprints, tags: { ...tags, [each.key]: each.value } };
    case "untag": {
      await iam.send(new UntagOpenIDConnectProviderCommand({ ...named, TagKeys: [each.key] }));
      const { [each.key]: _gone, ...left } = tags;
      return { clientIds, thumbprints, tags: left };
    }
  }
}

async function assertAsModelled(model: ReadonlyMap<string, Modelled>): Promise<void> {
  const { OpenIDConnectProviderList: list = [] } = await iam.send(new ListOpenIDConnectProvidersCommand({}));
  const arns = [...model.keys()].map((name) => provider(name).OpenIDConnectProviderArn);
  assert.deepEqual(list.map(({ Arn }) => Arn ?? "").toSorted(), arns.toSorted());
  for (const [name, { clientIds, thumbprints, tags }] of model) {
    const shown = await iam.send(new GetOpenIDConnectProviderCommand(provider(name)));
    const shownTags = Object.fromEntries((shown.Tags ?? []).map(({ Key, Value }) => [Key, Value]));
    assert.deepEqual([shown.ClientIDList, shown.ThumbprintList, shownTags], [clientIds, thumbprints, tags]);
  }
}

test("whatever is done in whatever order, providers are as a simple model has them", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      const model = new Map<string, Modelled>();
      for (const each of steps) {
        const isThere = model.has(each.host);
        const attempt = take(each, model.get(each.host));
        if (isThere === (each.do === "create")) {
          const code = isThere ? "EntityAlreadyExistsException" : "NoSuchEntityException";
          await assertRefused(attempt, { code });
          continue;
        }
        const next = await attempt;
        if (next === undefined) model.delete(each.host);
        else model.set(each.host, next);
      }
      await assertAsModelled(model);
      for (const name of model.keys()) await iam.send(new DeleteOpenIDConnectProviderCommand(provider(name)));
    }),
    { numRuns: 25 },
  );
});
