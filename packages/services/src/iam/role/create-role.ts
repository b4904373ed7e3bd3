import { newTags } from "@rolecall/operations";
import type { RoleRecord } from "@rolecall/store";
import { boundaryPolicy } from "../boundary/boundary.ts";
import { iam } from "../define.ts";
import { NEW_ROLE, TAGGED_ROLE } from "../kinds.ts";
import { newEntity } from "../new-entity.ts";
import { newRole } from "../on.ts";
import { ROOT_PATH } from "../requirement.ts";
import { checkPathIsFree } from "./protected-role.ts";
import { grantsToWire, roleToWire } from "./role-shape.ts";
import { readTrustPolicy } from "./trust-policy.ts";

/** Where MaxSessionDuration is left out. Source: IAM API Reference, CreateRole. */
const DEFAULT_SESSION_SECONDS = 3600;

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export const createRole = iam.write("CreateRole", {
  on: newRole,
  perform: async ({ call }) => {
    const { input, tx, env } = call;
    checkPathIsFree(input.Path ?? ROOT_PATH);
    const tags = newTags(input.Tags, TAGGED_ROLE, env);
    const trust = await readTrustPolicy(call, input.AssumeRolePolicyDocument);
    const boundary = input.PermissionsBoundary && (await boundaryPolicy(call, input.PermissionsBoundary));
    const role: RoleRecord = {
      ...(await newEntity(call, NEW_ROLE, input.RoleName)),
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
