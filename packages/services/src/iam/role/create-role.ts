import type { RoleRecord } from "@rolecall/store";
import { boundaryPolicy } from "../boundary/boundary.ts";
import { iam } from "../define.ts";
import { entityAlreadyExists } from "../error.ts";
import { checkQuota, IAM_QUOTAS } from "../quotas.ts";
import { boundaryContext, onNewEntity, ROOT_PATH, requestTags } from "../requirement.ts";
import { checkTags, mergeTags } from "../tag/tag.ts";
import { newUniqueId } from "../unique-id.ts";
import { checkPathIsFree } from "./protected-role.ts";
import { grantsToWire, roleToWire } from "./role-shape.ts";
import { readTrustPolicy } from "./trust-policy.ts";

/** Where MaxSessionDuration is left out. Source: IAM API Reference, CreateRole. */
const DEFAULT_SESSION_SECONDS = 3600;

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export const createRole = iam.write("CreateRole", {
  resolve: async () => undefined,
  requires: (call) => {
    const { Path: path, RoleName: name, PermissionsBoundary: boundary, Tags: tags } = call.input;
    const role = { kind: "role", path, name } as const;
    const creates = onNewEntity(call, "iam:CreateRole", role, {
      ...boundaryContext(boundary),
      ...requestTags(tags),
    });
    // Tags at creation need the permission to tag as well.
    return tags?.length ? [creates, onNewEntity(call, "iam:TagRole", role, requestTags(tags))] : [creates];
  },
  perform: async ({ call }) => {
    const { input, caller, tx, env, now } = call;
    const path = input.Path ?? ROOT_PATH;
    checkPathIsFree(path);
    const tags = mergeTags([], checkTags(input.Tags), { limit: IAM_QUOTAS.of(env).TagsPerEntity });
    const trust = await readTrustPolicy(call, input.AssumeRolePolicyDocument);
    const boundary = input.PermissionsBoundary && (await boundaryPolicy(call, input.PermissionsBoundary));
    const present = await tx.roles.byName(caller.accountId, input.RoleName);
    if (present !== undefined) throw entityAlreadyExists("role", input.RoleName);
    const { roles } = await tx.accounts.counts(caller.accountId);
    checkQuota(env, "RolesPerAccount", roles);
    const role: RoleRecord = {
      id: newUniqueId(env, "AROA"),
      accountId: caller.accountId,
      name: input.RoleName,
      path,
      createdAt: now,
      ...trust,
      ...(input.Description !== undefined && { description: input.Description }),
      maxSessionSeconds: input.MaxSessionDuration ?? DEFAULT_SESSION_SECONDS,
      ...(boundary && { permissionsBoundary: boundary }),
      tags,
    };
    await tx.roles.insert(role);
    return { Role: { ...(await roleToWire(tx, role)), ...grantsToWire(role) } };
  },
});
