import type { UserRecord } from "@rolecall/store";
import { boundaryPolicy } from "../boundary/boundary.ts";
import { iam } from "../define.ts";
import { entityAlreadyExists } from "../error.ts";
import { checkQuota, IAM_QUOTAS } from "../quotas.ts";
import { boundaryContext, onNewEntity, ROOT_PATH, requestTags } from "../requirement.ts";
import { checkTags, mergeTags } from "../tag/tag.ts";
import { newUniqueId } from "../unique-id.ts";
import { userToWireInFull } from "./user-shape.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html */
export const createUser = iam.write("CreateUser", {
  resolve: async () => undefined,
  requires: (call) => {
    const { Path: path, UserName: name, PermissionsBoundary: boundary, Tags: tags } = call.input;
    const user = { kind: "user", path, name } as const;
    const creates = onNewEntity(call, "iam:CreateUser", user, {
      ...boundaryContext(boundary),
      ...requestTags(tags),
    });
    // Tags at creation need the permission to tag as well.
    return tags?.length ? [creates, onNewEntity(call, "iam:TagUser", user, requestTags(tags))] : [creates];
  },
  perform: async ({ call }) => {
    const { input, caller, tx, env, now } = call;
    const tags = mergeTags([], checkTags(input.Tags), { limit: IAM_QUOTAS.of(env).TagsPerEntity });
    const boundary = input.PermissionsBoundary && (await boundaryPolicy(call, input.PermissionsBoundary));
    const present = await tx.users.byName(caller.accountId, input.UserName);
    if (present !== undefined) throw entityAlreadyExists("user", input.UserName);
    const { users } = await tx.accounts.counts(caller.accountId);
    checkQuota(env, "UsersPerAccount", users);
    const user: UserRecord = {
      id: newUniqueId(env, "AIDA"),
      accountId: caller.accountId,
      name: input.UserName,
      path: input.Path ?? ROOT_PATH,
      createdAt: now,
      tags,
      ...(boundary && { permissionsBoundary: boundary }),
    };
    await tx.users.insert(user);
    return { User: userToWireInFull(user) };
  },
});
