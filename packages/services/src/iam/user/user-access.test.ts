/** What is asked for before a user is touched: action, ARN with its path, condition keys. */
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IdentifiedCaller } from "@rolecall/access";
import type { IamOperations } from "@rolecall/contracts";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { ADMINISTRATOR_ACCESS, S3_READ_ONLY_ACCESS } from "../../short-catalog.test-support.ts";
import { iamService } from "../index.ts";

let h: Harness<IamOperations>;
let clerk: IdentifiedCaller;
beforeEach(async () => {
  h = await createHarness(iamService);
  await h.ask(h.root, "CreateUser", { UserName: "clerk" });
  await h.ask(h.root, "CreateUser", {
    UserName: "Bob",
    Path: "/sales/",
    Tags: [{ Key: "Team", Value: "Core" }],
  });
  clerk = await h.asUser("clerk");
});
afterEach(() => h.close());

const denied = (call: Promise<unknown>) => assert.rejects(call, { code: "AccessDenied" });
const user = (pathAndName: string) => `arn:aws:iam::111111111111:user${pathAndName}`;

test("the real path of the user counts, and who is not there has none", async () => {
  await h.allow("clerk", { Action: "iam:GetUser", Resource: [user("/sales/*"), user("/ghost")] });
  assert.equal((await h.ask(clerk, "GetUser", { UserName: "Bob" })).User.Path, "/sales/");
  await denied(h.ask(clerk, "GetUser", { UserName: "clerk" }));
  await denied(h.ask(clerk, "GetUser", { UserName: "nobody" }));
  await assert.rejects(h.ask(clerk, "GetUser", { UserName: "ghost" }), { code: "NoSuchEntity" });
});

test("a denial names the action and the collection for lists", async () => {
  await refuses(
    h.ask(clerk, "ListUsers", { PathPrefix: "/sales/" }),
    "AccessDenied",
    "User: arn:aws:iam::111111111111:user/clerk is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::111111111111:user/sales/ because no identity-based policy allows the iam:ListUsers action",
  );
});

test("renaming needs the permission on the old and on the new user", async () => {
  await h.allow("clerk", { Action: "iam:UpdateUser", Resource: user("/sales/*") });
  await denied(h.ask(clerk, "UpdateUser", { UserName: "Bob", NewPath: "/board/" }));
  await denied(h.ask(clerk, "UpdateUser", { UserName: "clerk", NewPath: "/sales/" }));
  await h.ask(clerk, "UpdateUser", { UserName: "Bob", NewUserName: "Rob" });
});

test("tags of the user and tags of the request are condition keys", async () => {
  await h.allow("clerk", {
    Action: "iam:TagUser",
    Condition: {
      StringEquals: {
        "aws:ResourceTag/team": "Core",
        "iam:ResourceTag/Team": "Core",
        "aws:RequestTag/Cost": "7",
      },
      "ForAllValues:StringEquals": { "aws:TagKeys": ["Cost"] },
    },
  });
  const tagBob = (...Tags: readonly { readonly Key: string; readonly Value: string }[]) =>
    h.ask(clerk, "TagUser", { UserName: "Bob", Tags });
  await tagBob({ Key: "Cost", Value: "7" });
  await denied(tagBob({ Key: "Cost", Value: "8" }));
  await denied(tagBob({ Key: "Cost", Value: "7" }, { Key: "Other", Value: "7" }));
  await denied(h.ask(clerk, "TagUser", { UserName: "clerk", Tags: [{ Key: "Cost", Value: "7" }] }));
});

test("untagging tells the keys", async () => {
  await h.allow("clerk", {
    Action: "iam:UntagUser",
    Condition: { "ForAllValues:StringEquals": { "aws:TagKeys": ["Cost"] } },
  });
  await denied(h.ask(clerk, "UntagUser", { UserName: "Bob", TagKeys: ["Team"] }));
  await h.ask(clerk, "UntagUser", { UserName: "Bob", TagKeys: ["Cost"] });
});

test("creating with tags needs TagUser as well", async () => {
  await h.allow("clerk", { Action: "iam:CreateUser" });
  await h.ask(clerk, "CreateUser", { UserName: "plain" });
  const createTagged = () =>
    h.ask(clerk, "CreateUser", { UserName: "tagged", Tags: [{ Key: "a", Value: "b" }] });
  await denied(createTagged());
  await h.allow("clerk", { Action: "iam:TagUser", Resource: user("/tagged") });
  await createTagged();
});

test("iam:PermissionsBoundary forces a boundary and keeps it", async () => {
  await h.allow("clerk", {
    Action: ["iam:CreateUser", "iam:*UserPermissionsBoundary"],
    Condition: { ArnEquals: { "iam:PermissionsBoundary": S3_READ_ONLY_ACCESS } },
  });
  const create = (PermissionsBoundary?: string) =>
    h.ask(clerk, "CreateUser", { UserName: "new", PermissionsBoundary });
  await denied(create());
  await denied(create(ADMINISTRATOR_ACCESS));
  await create(S3_READ_ONLY_ACCESS);
  const put = { UserName: "new", PermissionsBoundary: ADMINISTRATOR_ACCESS };
  await denied(h.ask(clerk, "PutUserPermissionsBoundary", put));
  await h.ask(clerk, "DeleteUserPermissionsBoundary", { UserName: "new" });
  await denied(h.ask(clerk, "DeleteUserPermissionsBoundary", { UserName: "new" }));
});
