import type { CredentialSource } from "../rotation/credential-source.ts";
import { iamFolder } from "./iam-folder.ts";
import type { InstanceDescription } from "./instance-description.ts";
import { folder, type MetadataFolder, type MetadataNode } from "./metadata-tree.ts";

/** An identity document and what proves it: the bytes that are served are the bytes that were signed. */
export interface SignedIdentityDocument {
  readonly document: string;
  /** RSA over SHA-256 in base64. */
  readonly signature: string;
  /** PKCS#7 without the lines that begin and end it: DSA over SHA-1. */
  readonly pkcs7: string;
  /** The same, RSA over SHA-256. */
  readonly rsa2048: string;
}

export interface LatestParts {
  readonly description: InstanceDescription;
  readonly credentials: CredentialSource;
  readonly identityDocument: () => Promise<SignedIdentityDocument>;
}

/**
 * What stands under `/latest` for an instance as it is described.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-categories.html
 */
export function latestTree(parts: LatestParts): MetadataFolder {
  const { description } = parts;
  const { userData, pendingTimeMs } = description;
  const root = folder({
    dynamic: folder({
      fws: folder({ "instance-monitoring": "disabled" }),
      "instance-identity": identityFolder(parts.identityDocument),
    }),
    "meta-data": folder(metaData(parts)),
    "user-data": userData && (async () => ({ body: userData, modifiedAtMs: pendingTimeMs, isRaw: true })),
  });
  return root ?? new Map();
}

function identityFolder(signed: LatestParts["identityDocument"]): MetadataNode | undefined {
  return folder({
    document: async () => (await signed()).document,
    pkcs7: async () => (await signed()).pkcs7,
    rsa2048: async () => (await signed()).rsa2048,
    signature: async () => (await signed()).signature,
  });
}

function metaData({
  description,
  credentials,
}: LatestParts): Readonly<Record<string, MetadataNode | undefined>> {
  const { privateIp } = description;
  const hostname = privateIp === undefined ? undefined : localHostname(privateIp, description.region);
  return {
    "ami-id": description.imageId,
    events: folder({ maintenance: folder({ history: "[]", scheduled: "[]" }) }),
    hostname,
    iam: iamFolder(description, credentials),
    "instance-action": "none",
    "instance-id": description.instanceId,
    "instance-life-cycle": "on-demand",
    "instance-type": description.instanceType,
    "local-hostname": hostname,
    "local-ipv4": privateIp,
    mac: description.mac,
    network: networkFolder(description),
    placement: folder({
      "availability-zone": description.availabilityZone,
      "availability-zone-id": description.availabilityZoneId,
      region: description.region,
    }),
    services: folder({ domain: domainOf(description.partition), partition: description.partition }),
    tags: description.tags && folder({ instance: folder(description.tags) }),
  };
}

/** Only those in the partition aws-cn have a domain of their own. */
function domainOf(partition: string): string {
  return partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}

function localHostname(privateIp: string, region: string): string {
  const domain = region === "us-east-1" ? "ec2.internal" : `${region}.compute.internal`;
  return `ip-${privateIp.replaceAll(/[.:]/g, "-")}.${domain}`;
}

function networkFolder({ mac, privateIp, vpcId, subnetId, accountId }: InstanceDescription) {
  if (mac === undefined) return undefined;
  const one = folder({
    "device-number": "0",
    "local-ipv4s": privateIp,
    mac,
    "owner-id": accountId,
    "subnet-id": subnetId,
    "vpc-id": vpcId,
  });
  return folder({ interfaces: folder({ macs: folder({ [mac]: one }) }) });
}
