/**
 * How AWS writes condition keys, by service: policies may write them in any case, and they are asked in lower case.
 * Source: IAM User Guide, "AWS global condition context keys", "IAM and AWS STS condition context keys";
 * Service Authorization Reference, "Condition keys for AWS Organizations".
 */
export const SPELLED_KEYS: Readonly<Record<string, readonly string[]>> = {
  aws: [
    "AssumedRoot",
    "CalledVia",
    "CalledViaFirst",
    "CalledViaLast",
    "CurrentTime",
    "Ec2InstanceSourcePrivateIPv4",
    "Ec2InstanceSourceVpc",
    "EpochTime",
    "FederatedProvider",
    "MultiFactorAuthAge",
    "MultiFactorAuthPresent",
    "PrincipalAccount",
    "PrincipalArn",
    "PrincipalIsAWSService",
    "PrincipalOrgID",
    "PrincipalOrgPaths",
    "PrincipalServiceName",
    "PrincipalServiceNamesList",
    "PrincipalTag",
    "PrincipalType",
    "RequestTag",
    "RequestedRegion",
    "ResourceAccount",
    "ResourceOrgID",
    "ResourceOrgPaths",
    "ResourceTag",
    "SecureTransport",
    "SourceAccount",
    "SourceArn",
    "SourceIdentity",
    "SourceIp",
    "SourceOrgID",
    "SourceOrgPaths",
    "TagKeys",
    "TokenIssueTime",
    "UserAgent",
    "ViaAWSService",
    "userid",
    "username",
  ],
  account: [
    "AccountResourceOrgPaths",
    "AccountResourceOrgTags",
    "AlternateContactTypes",
    "EmailTargetDomain",
    "TargetRegion",
  ],
  ec2: [
    "InstanceProfile",
    "InstanceType",
    "MetadataHttpPutResponseHopLimit",
    "MetadataHttpTokens",
    "RoleDelivery",
    "SourceInstanceARN",
  ],
  iam: [
    "AWSServiceName",
    "AccountPropertyNamespaces",
    "AssociatedResourceArn",
    "DelegationDuration",
    "DelegationRequestOwner",
    "NotificationChannel",
    "OrganizationsPolicyId",
    "PassedToService",
    "PermissionsBoundary",
    "PolicyARN",
    "RegisterSecurityKey",
    "ResourceTag",
    "RoleTemplateARN",
    "ServiceSpecificCredentialAgeDays",
    "ServiceSpecificCredentialServiceName",
    "TemplateArn",
  ],
  lambda: ["SourceFunctionArn"],
  organizations: ["PolicyType", "ServicePrincipal", "TransferDirection", "TransferType"],
  sts: [
    "DurationSeconds",
    "ExternalId",
    "IdentityTokenAudience",
    "RoleAuthorizedByIdp",
    "RoleSessionName",
    "SigningAlgorithm",
    "SourceIdentity",
    "TaskPolicyArn",
    "TransitiveTagKeys",
  ],
};

const SPELLINGS: ReadonlyMap<string, string> = new Map(
  Object.entries(SPELLED_KEYS).flatMap(([service, names]) =>
    names.map((name) => [`${service}:${name.toLowerCase()}`, `${service}:${name}`]),
  ),
);

/** A key as AWS writes it; one that is not known stays as it is. What stands behind a slash is a tag's key. */
export function spellKey(key: string): string {
  const slash = key.indexOf("/");
  if (slash < 0) return SPELLINGS.get(key) ?? key;
  const name = key.slice(0, slash);
  return `${SPELLINGS.get(name) ?? name}${key.slice(slash)}`;
}
