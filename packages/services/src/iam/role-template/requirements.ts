import type { Requirement } from "@rolecall/access";
import type { AcquireRoleRequest } from "@rolecall/contracts/iam";
import type { Call } from "@rolecall/operations";
import type { ContextValue } from "@rolecall/policy";
import type { RoleRecord } from "@rolecall/store";
import { newEntityPermission, onEntity } from "../requirement.ts";
import type { RenderedRole } from "./render-role.ts";
import type { RoleTemplate } from "./role-templates.ts";

/** What the template comes to, and what there is by that name; or why it comes to nothing, which who may read the template is told. */
export type Acquired =
  | { readonly failure: unknown }
  | {
      readonly template: RoleTemplate;
      readonly rendered: RenderedRole;
      readonly present: RoleRecord | undefined;
    };

type AcquireCall = Pick<Call<AcquireRoleRequest, unknown>, "caller" | "input">;

/**
 * The template has to be readable, and then what is done has to be allowed: GetRole where the role is there, else making it with what
 * the template gives it. The latter see the template in `iam:RoleTemplateARN`; the reading of it does not (recorded).
 */
export function toAcquire(call: AcquireCall, acquired: Acquired): readonly Requirement[] {
  const { TemplateArn: templateArn } = call.input;
  const reading: Requirement = {
    action: "iam:GetRoleTemplateVersion",
    resource: templateArn,
    resourceName: `role template ${templateArn}`,
  };
  if ("failure" in acquired) return [reading];
  const { rendered, present } = acquired;
  const context = new Map<string, ContextValue>([["iam:roletemplatearn", templateArn]]);
  const { name, path, managedPolicyArns, inlinePolicies } = rendered;
  if (present !== undefined) {
    return [reading, onEntity(call, "iam:GetRole", { kind: "role", name, record: present }, { context })];
  }
  const { resource } = newEntityPermission(call, { kind: "role", path, name });
  const resourceName = `role/${name}`;
  return [
    reading,
    { action: "iam:CreateRole", resource, context },
    ...managedPolicyArns.map((arn) => ({
      action: "iam:AttachRolePolicy",
      resource,
      resourceName,
      context: new Map(context).set("iam:policyarn", arn),
    })),
    ...(inlinePolicies.length === 0
      ? []
      : [{ action: "iam:PutRolePolicy", resource, resourceName, context }]),
  ];
}
