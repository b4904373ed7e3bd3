import type { Resource } from "@rolecall/contracts/cloudtrail";
import type { AuditRecord } from "./audit-events.ts";

/** Parameters that name a resource, as records spell them, by its type in AWS Config's terms. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ["userName", "AWS::IAM::User"],
  ["groupName", "AWS::IAM::Group"],
  ["roleName", "AWS::IAM::Role"],
  ["roleArn", "AWS::IAM::Role"],
  ["policyArn", "AWS::IAM::Policy"],
  ["policyName", "AWS::IAM::Policy"],
  ["instanceProfileName", "AWS::IAM::InstanceProfile"],
  ["accessKeyId", "AWS::IAM::AccessKey"],
  ["serverCertificateName", "AWS::IAM::ServerCertificate"],
  ["sAMLProviderArn", "AWS::IAM::SAMLProvider"],
  ["openIDConnectProviderArn", "AWS::IAM::OIDCProvider"],
  ["serialNumber", "AWS::IAM::MFADevice"],
  ["accountId", "AWS::Organizations::Account"],
  ["policyId", "AWS::Organizations::Policy"],
  ["organizationalUnitId", "AWS::Organizations::OrganizationalUnit"],
]);

/**
 * What an event is about: what its parameters name, and of a role's session the session and its key.
 * Source: CloudTrail User Guide, "Resource types supported by CloudTrail event history"; answers about AssumeRole that people show.
 */
export function resourcesOf({ requestParameters, responseElements }: AuditRecord): readonly Resource[] {
  const named = Object.entries(requestParameters ?? {}).flatMap(([member, value]) => {
    const type = TYPES.get(member);
    return type === undefined || typeof value !== "string" ? [] : [resource(type, value)];
  });
  return [...named, ...sessionResources(responseElements ?? {})];
}

function sessionResources(elements: Readonly<Record<string, unknown>>): readonly Resource[] {
  const key = member(elements.credentials, "accessKeyId");
  const session = ["assumedRoleId", "arn"].map((name) => member(elements.assumedRoleUser, name));
  return [
    ...(key === undefined ? [] : [resource("AWS::IAM::AccessKey", key)]),
    ...session.flatMap((name) => (name === undefined ? [] : [resource("AWS::STS::AssumedRole", name)])),
  ];
}

function member(value: unknown, name: string): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const found = (value as Readonly<Record<string, unknown>>)[name];
  return typeof found === "string" ? found : undefined;
}

function resource(ResourceType: string, ResourceName: string): Resource {
  return { ResourceType, ResourceName };
}
