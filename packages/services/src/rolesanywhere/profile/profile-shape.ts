import type { ProfileDetail } from "@rolecall/contracts/rolesanywhere";
import { formatArn } from "@rolecall/names";
import type { RolesAnywhereProfileRecord } from "@rolecall/store";

export function profileShape(record: RolesAnywhereProfileRecord): ProfileDetail {
  const { id, accountId, region, isEnabled, sessionPolicy, attributeMappings } = record;
  return {
    profileId: id,
    profileArn: formatArn("roles-anywhere-profile", { accountId, region, uuid: id }),
    name: record.name,
    requireInstanceProperties: record.requireInstanceProperties,
    enabled: isEnabled,
    createdBy: record.createdBy,
    ...(sessionPolicy !== undefined && { sessionPolicy }),
    roleArns: record.roleArns,
    managedPolicyArns: record.managedPolicyArns,
    createdAt: new Date(record.createdAt),
    updatedAt: new Date(record.updatedAt),
    durationSeconds: record.durationSeconds,
    acceptRoleSessionName: record.acceptRoleSessionName,
    attributeMappings: attributeMappings.map(({ certificateField, specifiers }) => ({
      certificateField,
      mappingRules: specifiers.map((specifier) => ({ specifier })),
    })),
  };
}
