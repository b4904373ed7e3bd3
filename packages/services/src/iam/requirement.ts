/** Permissions on IAM's own resources. Source: Service Authorization Reference, "Actions defined by AWS IAM". */

import type { Requirement } from "@rolecall/access";
import { formatArn, type PathedArnForm } from "@rolecall/names";
import type { Call, Permission } from "@rolecall/operations";
import type { ContextValue } from "@rolecall/policy";
import type { EntityRecord, Tag } from "@rolecall/store";

/** What an entity has whose path is not given. Source: IAM User Guide, "Friendly names and paths". */
export const ROOT_PATH = "/";

type Extras = Omit<Requirement, "action" | "resource" | "resourceTags" | "resourceAccountId">;

/** A record, or the name that was asked for where there is no such record. */
export interface Named {
  readonly kind: PathedArnForm;
  readonly name: string;
  readonly record: (EntityRecord & { readonly tags?: readonly Tag[] }) | undefined;
}

/**
 * `action` on a named resource: on the ARN it has with its real path, and with its tags; or, where it does not exist, on the
 * ARN it would have without a path. Denials name it as AWS does (recorded): "on resource: role Deployer".
 */
export function onEntity(
  call: Pick<Call<unknown, unknown>, "caller">,
  action: string,
  named: Named,
  extras: Extras = {},
): Requirement {
  return { action, ...entityPermission(call, named), ...extras };
}

export function entityPermission(
  call: Pick<Call<unknown, unknown>, "caller">,
  { kind, name, record }: Named,
): Permission {
  const resource = formatArn(kind, record ?? { accountId: call.caller.accountId, path: ROOT_PATH, name });
  const tags = record?.tags;
  const resourceName = kind === "policy" ? `policy ${resource}` : `${kind.replace("-", " ")} ${name}`;
  return { resource, resourceName, ...(tags !== undefined && { resourceTags: tags }) };
}

/** What is to be, by the path and name that are asked for. */
export interface Planned {
  readonly kind: PathedArnForm;
  readonly path: string | undefined;
  readonly name: string;
}

/** `action` on a resource that is about to be made under a path, or to get there. Denials show its ARN. */
export function onNewEntity(
  call: Pick<Call<unknown, unknown>, "caller">,
  action: string,
  planned: Planned,
): Requirement {
  return { action, ...newEntityPermission(call, planned) };
}

/**
 * `action` on what something is to be: AWS asks for the permission to rename on the entity as it is and as it is to be. What the
 * input leaves out stays.
 */
export function onRenamed(
  call: Pick<Call<{ readonly NewPath?: string | undefined }, unknown>, "caller" | "input">,
  action: string,
  { kind, name, record }: Named,
  newName: string | undefined,
): Requirement {
  const path = call.input.NewPath ?? record?.path;
  return onNewEntity(call, action, { kind, path, name: newName ?? record?.name ?? name });
}

export function newEntityPermission(
  { caller: { accountId } }: Pick<Call<unknown, unknown>, "caller">,
  { kind, path = ROOT_PATH, name }: Planned,
): Permission {
  return { resource: formatArn(kind, { accountId, path, name }) };
}

/** `iam:PermissionsBoundary`, the policy that is to be, or is, the boundary. */
export function boundaryContext(arn: string | undefined): Pick<Requirement, "context"> {
  return arnContext([["iam:permissionsboundary", arn]]);
}

/** `iam:PolicyARN`, the policy that is attached or detached, and the boundary of whom it is attached to. */
export function attachmentContext(
  policyArn: string,
  boundary: string | undefined,
): Pick<Requirement, "context"> {
  return arnContext([
    ["iam:policyarn", policyArn],
    ["iam:permissionsboundary", boundary],
  ]);
}

function arnContext(
  keys: readonly (readonly [key: string, arn: string | undefined])[],
): Pick<Requirement, "context"> {
  const context = new Map<string, ContextValue>();
  for (const [key, arn] of keys) if (arn !== undefined) context.set(key, arn);
  return context.size === 0 ? {} : { context };
}
