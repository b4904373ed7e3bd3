import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import type { Tag } from "@rolecall/contracts/iam";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { iamService } from "../index.ts";

/** What holds for the tags of every kind of entity. */
let h: Harness<IamOperations>;
beforeEach(async () => {
  h = await createHarness(iamService);
});
afterEach(() => h.close());

const DOCUMENT = JSON.stringify({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Action: "s3:GetObject", Resource: "*" },
});
const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Principal: { AWS: "111111111111" }, Action: "sts:AssumeRole" },
});

interface Kind {
  create(name: string, Tags?: readonly Tag[]): Promise<unknown>;
  tag(name: string, Tags: readonly Tag[]): Promise<unknown>;
  list(name: string): Promise<readonly Tag[]>;
  /** Whether `Team` and `team` are one key. */
  readonly folds: boolean;
}

const arnOf = (name: string) => `arn:aws:iam::111111111111:policy/${name}`;

const KINDS: Readonly<Record<string, Kind>> = {
  user: {
    create: (UserName, Tags = []) => h.ask(h.root, "CreateUser", { UserName, Tags }),
    tag: (UserName, Tags) => h.ask(h.root, "TagUser", { UserName, Tags }),
    list: async (UserName) => (await h.ask(h.root, "ListUserTags", { UserName })).Tags,
    folds: true,
  },
  role: {
    create: (RoleName, Tags = []) =>
      h.ask(h.root, "CreateRole", { RoleName, Tags, AssumeRolePolicyDocument: TRUST }),
    tag: (RoleName, Tags) => h.ask(h.root, "TagRole", { RoleName, Tags }),
    list: async (RoleName) => (await h.ask(h.root, "ListRoleTags", { RoleName })).Tags,
    folds: true,
  },
  policy: {
    create: (PolicyName, Tags = []) =>
      h.ask(h.root, "CreatePolicy", { PolicyName, Tags, PolicyDocument: DOCUMENT }),
    tag: (name, Tags) => h.ask(h.root, "TagPolicy", { PolicyArn: arnOf(name), Tags }),
    list: async (name) => (await h.ask(h.root, "ListPolicyTags", { PolicyArn: arnOf(name) })).Tags,
    folds: false,
  },
  "instance profile": {
    create: (InstanceProfileName, Tags = []) =>
      h.ask(h.root, "CreateInstanceProfile", { InstanceProfileName, Tags }),
    tag: (InstanceProfileName, Tags) => h.ask(h.root, "TagInstanceProfile", { InstanceProfileName, Tags }),
    list: async (InstanceProfileName) =>
      (await h.ask(h.root, "ListInstanceProfileTags", { InstanceProfileName })).Tags,
    folds: false,
  },
};

const RESERVED = "Tag keys beginning with aws: are reserved for system use.";

for (const [name, kind] of Object.entries(KINDS)) {
  test(`${name}: keys that begin with aws: are refused in any case, at creation and later; values may`, async () => {
    for (const Key of ["aws:x", "AWS:x", "aWs:", "aws:cloudformation:stack-name"]) {
      const tags = [
        { Key, Value: "x" },
        { Key, Value: "y" },
      ];
      await refuses(kind.create("one", tags), "InvalidInput", RESERVED);
    }
    await kind.create("one");
    await refuses(kind.tag("one", [{ Key: "Aws:x", Value: "x" }]), "InvalidInput", RESERVED);
    await kind.tag("one", [{ Key: "xaws:", Value: "aws:x" }]);
    assert.deepEqual(await kind.list("one"), [{ Key: "xaws:", Value: "aws:x" }]);
  });

  test(`${name}: a key in another case ${kind.folds ? "replaces the tag, spelling included" : "is another tag"}`, async () => {
    const [one, two] = [
      { Key: "Team", Value: "One" },
      { Key: "team", Value: "Two" },
    ];
    await kind.create("one", [one]);
    await kind.tag("one", [two]);
    assert.deepEqual(await kind.list("one"), kind.folds ? [two] : [one, two]);
  });
}
