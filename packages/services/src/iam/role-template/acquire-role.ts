import type { AcquireRoleRequest } from "@rolecall/contracts/iam";
import type { Call } from "@rolecall/operations";
import type { ReadTransaction, RoleRecord, WriteTransaction } from "@rolecall/store";
import { attachablePolicy } from "../boundary/boundary.ts";
import { iam } from "../define.ts";
import { iamError } from "../error.ts";
import { checkTotalSize } from "../inline-policy/total-size.ts";
import { NEW_ROLE } from "../kinds.ts";
import { newEntity } from "../new-entity.ts";
import { checkPolicyDocument } from "../policy-document.ts";
import { ROLE } from "../policy-owner/owner-kind.ts";
import { checkQuota } from "../quotas.ts";
import { roleToWire } from "../role/role-shape.ts";
import { readTrustPolicy } from "../role/trust-policy.ts";
import { checkOwn } from "./acquired-role.ts";
import { noSuchRoleTemplate } from "./on.ts";
import { type RenderedRole, renderRole } from "./render-role.ts";
import { type Acquired, toAcquire } from "./requirements.ts";
import { findRoleTemplate, type RoleTemplate } from "./role-templates.ts";

type AcquireCall<Tx extends ReadTransaction = ReadTransaction> = Call<AcquireRoleRequest, Tx>;

/**
 * Makes a role of a template, or answers the one that it made before with the same values. There is no permission of this name: it needs
 * those of what it does.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_AcquireRole.html
 */
export const acquireRole = iam.write("AcquireRole", {
  resolve: async (call: AcquireCall): Promise<Acquired> => {
    try {
      const { template, rendered } = renderAsked(call.input);
      const present = await call.tx.roles.byName(call.caller.accountId, rendered.name);
      return { template, rendered, present };
    } catch (failure) {
      return { failure };
    }
  },
  requires: toAcquire,
  perform: async ({ call, target }) => {
    if ("failure" in target) throw target.failure;
    const { template, rendered, present } = target;
    if (present === undefined) {
      return { Role: await roleToWire(call.tx, await makeRole(call, template, rendered)) };
    }
    await checkOwn(call.tx, present, { template, rendered });
    return { Role: await roleToWire(call.tx, present) };
  },
});

function renderAsked({ TemplateArn, TemplateMinorVersion, ReplacementValues }: AcquireRoleRequest) {
  const template = findRoleTemplate(TemplateArn, TemplateMinorVersion);
  if (template === undefined) throw noSuchRoleTemplate(TemplateArn);
  if (!template.Enabled || !template.VersionEnabled) {
    throw iamError("RoleTemplateDisabled", `Role template is disabled: ${TemplateArn}`);
  }
  return { template, rendered: renderRole(template, ReplacementValues) };
}

/** @throws as CreateRole, AttachRolePolicy and PutRolePolicy */
async function makeRole(
  call: AcquireCall<WriteTransaction>,
  { TemplateArn: templateArn, MinorVersion: minorVersion }: RoleTemplate,
  rendered: RenderedRole,
): Promise<RoleRecord> {
  const { tx, env, now } = call;
  const { name, path, description, maxSessionSeconds, values: replacementValues } = rendered;
  const trust = await readTrustPolicy(call, rendered.trustPolicy);
  const documents = rendered.inlinePolicies.map(({ document }) => document);
  for (const document of documents) checkPolicyDocument(document, "inline");
  checkTotalSize(call, documents, { ...ROLE, name });
  const role: RoleRecord = {
    ...(await newEntity({ ...call, input: { Path: path } }, NEW_ROLE, name)),
    ...trust,
    description,
    maxSessionSeconds,
    tags: [],
    source: { templateArn, minorVersion, replacementValues },
  };
  await tx.roles.insert(role);
  const owner = { accountId: role.accountId, ownerKind: "role" as const, ownerId: role.id };
  for (const [present, arn] of rendered.managedPolicyArns.entries()) {
    checkQuota(env, "AttachedPoliciesPerRole", present);
    const policyArn = await attachablePolicy(call, arn);
    await tx.attachments.attach({ ...owner, policyArn, attachedAt: now });
  }
  for (const policy of rendered.inlinePolicies) await tx.inlinePolicies.put({ ...owner, ...policy });
  return role;
}
