import type { ReadTransaction, RoleRecord } from "@rolecall/store";
import { iamError } from "../error.ts";
import { isSameDocument } from "../template/same-document.ts";
import type { RenderedRole } from "./render-role.ts";
import type { RoleTemplate } from "./role-templates.ts";

interface Wanted {
  readonly template: Pick<RoleTemplate, "TemplateArn" | "MinorVersion">;
  readonly rendered: RenderedRole;
}

/**
 * Refuses a role that is there and not what the template and these values make. A description and a duration that were changed since
 * do not count, and what is changed back counts no more (recorded).
 * @throws NameConflict, RoleModified
 */
export async function checkOwn(
  tx: ReadTransaction,
  role: RoleRecord,
  { template, rendered }: Wanted,
): Promise<void> {
  const { source } = role;
  if (source?.templateArn !== template.TemplateArn) {
    throw iamError(
      "NameConflict",
      "A role with this name already exists in the account but was not created from this template. Choose a different role name, or remove the existing role if it is no longer needed.",
    );
  }
  const isSame = source.minorVersion === template.MinorVersion && hasValues(source, rendered);
  if (!isSame) {
    throw iamError(
      "NameConflict",
      "A role with this name exists but was created with different parameters. Pass a unique roleName to create a new role.",
    );
  }
  if (await isUnchanged(tx, role, rendered)) return;
  throw iamError(
    "RoleModified",
    `Role ${role.name} has been modified since it was created and is no longer managed.`,
  );
}

function hasValues(
  { replacementValues }: NonNullable<RoleRecord["source"]>,
  { values }: RenderedRole,
): boolean {
  const names = Object.keys(values);
  return (
    names.length === Object.keys(replacementValues).length &&
    names.every((name) => JSON.stringify(values[name]) === JSON.stringify(replacementValues[name]))
  );
}

async function isUnchanged(tx: ReadTransaction, role: RoleRecord, rendered: RenderedRole): Promise<boolean> {
  if (role.path !== rendered.path || role.permissionsBoundary !== undefined || role.tags.length > 0)
    return false;
  if (!isSameDocument(role.trustPolicy, rendered.trustPolicy)) return false;
  const attached = (await tx.attachments.ofOwner(role.id)).map(({ policyArn }) => policyArn);
  if (attached.toSorted().join() !== rendered.managedPolicyArns.toSorted().join()) return false;
  const inline = await tx.inlinePolicies.ofOwner(role.id);
  return (
    inline.length === rendered.inlinePolicies.length &&
    rendered.inlinePolicies.every(({ name, document }) =>
      inline.some((policy) => policy.name === name && isSameDocument(policy.document, document)),
    )
  );
}
