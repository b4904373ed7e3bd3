import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  CreateSAMLProviderCommand,
  DeleteSAMLProviderCommand,
  GetSAMLProviderCommand,
  ListSAMLProvidersCommand,
  ListSAMLProviderTagsCommand,
  TagSAMLProviderCommand,
  UntagSAMLProviderCommand,
  UpdateSAMLProviderCommand,
} from "@aws-sdk/client-iam";
import fc from "fast-check";
import { selfSigned } from "../../packages/federation/src/saml/certificate.test-support.ts";
import { metadataOf } from "../../packages/federation/src/saml/idp.test-support.ts";
import { PRIVATE_KEYS } from "../../packages/federation/src/saml/keys.test-support.ts";
import { assertRefused } from "../installation/refusal.ts";
import { arn, type IamStage, startIamStage } from "./stage.ts";

const METADATA = metadataOf("urn:idp", [selfSigned(PRIVATE_KEYS.idp)]);
const KEY = PRIVATE_KEYS.account.export({ type: "pkcs8", format: "pem" }) as string;
const CORP = arn("saml-provider/corp");

let stage: IamStage;
before(async () => {
  stage = await startIamStage();
});
after(() => stage?.stop());
const iam = () => stage.admin.iam;

test("a provider goes its way through AWS's client", async () => {
  const Tags = [{ Key: "team", Value: "core" }];
  const made = await iam().send(
    new CreateSAMLProviderCommand({ Name: "corp", SAMLMetadataDocument: METADATA, Tags }),
  );
  assert.deepEqual([made.SAMLProviderArn, made.Tags], [CORP, Tags]);
  const named = { SAMLProviderArn: CORP };
  await iam().send(
    new UpdateSAMLProviderCommand({ ...named, AddPrivateKey: KEY, AssertionEncryptionMode: "Required" }),
  );
  const shown = await iam().send(new GetSAMLProviderCommand(named));
  assert.equal(shown.SAMLMetadataDocument, METADATA);
  assert.match(shown.SAMLProviderUUID ?? "", /^SAMLSP[A-Z2-7]{16}$/);
  assert.deepEqual(
    [shown.AssertionEncryptionMode, shown.PrivateKeyList?.length, shown.Tags],
    ["Required", 1, Tags],
  );
  const [key] = shown.PrivateKeyList ?? [];
  assert.ok(key?.Timestamp instanceof Date);
  await iam().send(new TagSAMLProviderCommand({ ...named, Tags: [{ Key: "site", Value: "Paris" }] }));
  await iam().send(new UntagSAMLProviderCommand({ ...named, TagKeys: ["team"] }));
  const { Tags: left } = await iam().send(new ListSAMLProviderTagsCommand(named));
  assert.deepEqual(left, [{ Key: "site", Value: "Paris" }]);
  const { SAMLProviderList } = await iam().send(new ListSAMLProvidersCommand({}));
  assert.deepEqual(
    SAMLProviderList?.map(({ Arn }) => Arn),
    [CORP],
  );
  await iam().send(new DeleteSAMLProviderCommand(named));
  await assertRefused(iam().send(new GetSAMLProviderCommand(named)), {
    code: "NoSuchEntityException",
    status: 404,
    message: `Manifest not found for arn ${CORP}`,
  });
});

test("a document that is too large for a request is refused clearly, one of 900,000 characters is taken", async () => {
  const filled = (length: number) => METADATA.replace("<md:IDPSSO", `<!--${"x".repeat(length)}--><md:IDPSSO`);
  const named = { SAMLProviderArn: arn("saml-provider/large") };
  await iam().send(new CreateSAMLProviderCommand({ Name: "large", SAMLMetadataDocument: filled(900_000) }));
  const { SAMLMetadataDocument } = await iam().send(new GetSAMLProviderCommand(named));
  assert.equal(SAMLMetadataDocument?.length, filled(900_000).length);
  await iam().send(new DeleteSAMLProviderCommand(named));
  const call = iam().send(
    new CreateSAMLProviderCommand({ Name: "huge", SAMLMetadataDocument: filled(2_000_000) }),
  );
  await assert.rejects(call, (error: Error & { $metadata?: { httpStatusCode?: number } }) => {
    assert.equal(error.$metadata?.httpStatusCode, 413);
    assert.equal(error.message, "The request body is larger than 1048576 bytes.");
    return true;
  });
});

test("private keys stand in no record", async () => {
  const folder = join(stage.installation.dataFolder, "audit");
  await iam().send(
    new CreateSAMLProviderCommand({ Name: "secret", SAMLMetadataDocument: METADATA, AddPrivateKey: KEY }),
  );
  await iam().send(new DeleteSAMLProviderCommand({ SAMLProviderArn: arn("saml-provider/secret") }));
  const recorded = readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("");
  assert.doesNotMatch(recorded, /BEGIN PRIVATE KEY/);
  assert.ok(!recorded.includes(KEY.split("\n")[2] ?? "none"));
});

interface Model {
  metadata: string;
  keys: number;
  isRequired: boolean;
  readonly tags: Map<string, string>;
}

const NAMES = ["one", "two", "Two"];
const name = fc.constantFrom(...NAMES);
const step = fc.oneof(
  fc.record({ kind: fc.constant("create" as const), name, at: fc.nat(9) }),
  fc.record({ kind: fc.constant("delete" as const), name }),
  fc.record({ kind: fc.constant("metadata" as const), name, at: fc.nat(9) }),
  fc.record({ kind: fc.constant("addKey" as const), name }),
  fc.record({ kind: fc.constant("removeKey" as const), name }),
  fc.record({ kind: fc.constant("mode" as const), name, isRequired: fc.boolean() }),
  fc.record({ kind: fc.constant("tag" as const), name, key: fc.constantFrom("a", "A", "b") }),
  fc.record({ kind: fc.constant("untag" as const), name, key: fc.constantFrom("a", "A", "b") }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const metadataAt = (at: number) => METADATA.replace("urn:idp", `urn:idp:${at}`);

/** What a simple model says of a step: undefined where it is refused. */
function change(providers: Map<string, Model>, each: Step): (() => void) | undefined {
  const provider = providers.get(each.name);
  if (each.kind === "create") {
    const made = { metadata: metadataAt(each.at), keys: 0, isRequired: false, tags: new Map() };
    return provider === undefined ? () => providers.set(each.name, made) : undefined;
  }
  if (provider === undefined) return undefined;
  switch (each.kind) {
    case "delete":
      return () => providers.delete(each.name);
    case "metadata":
      return () => Object.assign(provider, { metadata: metadataAt(each.at) });
    case "addKey":
      return provider.keys < 2 ? () => Object.assign(provider, { keys: provider.keys + 1 }) : undefined;
    case "removeKey":
      return provider.keys > (provider.isRequired ? 1 : 0)
        ? () => Object.assign(provider, { keys: provider.keys - 1 })
        : undefined;
    case "mode":
      return provider.keys > 0 || !each.isRequired
        ? () => Object.assign(provider, { isRequired: each.isRequired })
        : undefined;
    case "tag":
      return () => provider.tags.set(each.key, "1");
    case "untag":
      return () => provider.tags.delete(each.key);
  }
}

async function send(each: Step): Promise<unknown> {
  const named = { SAMLProviderArn: arn(`saml-provider/${each.name}`) };
  switch (each.kind) {
    case "create":
      return iam().send(
        new CreateSAMLProviderCommand({ Name: each.name, SAMLMetadataDocument: metadataAt(each.at) }),
      );
    case "delete":
      return iam().send(new DeleteSAMLProviderCommand(named));
    case "metadata":
      return iam().send(
        new UpdateSAMLProviderCommand({ ...named, SAMLMetadataDocument: metadataAt(each.at) }),
      );
    case "addKey":
      return iam().send(new UpdateSAMLProviderCommand({ ...named, AddPrivateKey: KEY }));
    case "removeKey": {
      const { PrivateKeyList: keys = [] } = await iam().send(new GetSAMLProviderCommand(named));
      const RemovePrivateKey = keys[0]?.KeyId ?? "SAMLPKAAAAAAAAAAAAAAAA";
      return iam().send(new UpdateSAMLProviderCommand({ ...named, RemovePrivateKey }));
    }
    case "mode":
      return iam().send(
        new UpdateSAMLProviderCommand({
          ...named,
          AssertionEncryptionMode: each.isRequired ? "Required" : "Allowed",
        }),
      );
    case "tag":
      return iam().send(new TagSAMLProviderCommand({ ...named, Tags: [{ Key: each.key, Value: "1" }] }));
    case "untag":
      return iam().send(new UntagSAMLProviderCommand({ ...named, TagKeys: [each.key] }));
  }
}

async function shown(): Promise<unknown> {
  const { SAMLProviderList: list = [] } = await iam().send(new ListSAMLProvidersCommand({}));
  const all = list.map(async ({ Arn: SAMLProviderArn }) => {
    const provider = await iam().send(new GetSAMLProviderCommand({ SAMLProviderArn }));
    return [
      SAMLProviderArn,
      provider.SAMLMetadataDocument,
      provider.PrivateKeyList?.length,
      provider.AssertionEncryptionMode,
      provider.Tags?.map(({ Key }) => Key),
    ];
  });
  return Promise.all(all);
}

function expected(providers: ReadonlyMap<string, Model>): unknown {
  const inOrder = [...providers].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return inOrder.map(([each, { metadata, keys, isRequired, tags }]) => [
    arn(`saml-provider/${each}`),
    metadata,
    keys,
    isRequired ? "Required" : "Allowed",
    [...tags.keys()].toSorted(),
  ]);
}

test("made, changed and deleted in any order, providers are as a simple model has them", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const providers = new Map<string, Model>();
      for (const each of steps) {
        const changing = change(providers, each);
        const isDone = await send(each).then(
          () => true,
          (error: { $metadata?: { httpStatusCode?: number } }) => {
            assert.ok((error.$metadata?.httpStatusCode ?? 500) < 500, `${error}`);
            return false;
          },
        );
        assert.equal(isDone, changing !== undefined, JSON.stringify(each));
        changing?.();
      }
      assert.deepEqual(await shown(), expected(providers));
      for (const each of providers.keys())
        await iam().send(new DeleteSAMLProviderCommand({ SAMLProviderArn: arn(`saml-provider/${each}`) }));
    }),
    { numRuns: 20 },
  );
});
