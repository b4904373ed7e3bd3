import type {
  Cluster,
  PodIdentityAssociation,
  PodIdentityAssociationSummary,
} from "@rolecall/contracts/rolecall";
import { type Arn, formatArn, parseArn } from "@rolecall/names";
import { tagsToWire } from "@rolecall/operations";
import type { PodIdentityAssociationRecord, PodIdentityClusterRecord } from "@rolecall/store";

export function clusterToWire({ id, name, issuerUrl, createdAt }: PodIdentityClusterRecord): Cluster {
  return { ClusterName: name, Arn: id, IssuerUrl: issuerUrl, RegisteredAt: new Date(createdAt) };
}

type Named = Pick<PodIdentityAssociationRecord, "id" | "clusterId">;

function clusterParts({ clusterId }: Named) {
  const parts = parseArn("pod-identity-cluster", clusterId);
  if (parts === undefined) throw new Error("An association is of a cluster whose id is no ARN of one.");
  return parts;
}

export function associationArn(record: Named): Arn {
  return formatArn("pod-identity-association", { ...clusterParts(record), associationId: record.id });
}

export function summaryToWire(record: PodIdentityAssociationRecord): PodIdentityAssociationSummary {
  return {
    ClusterName: clusterParts(record).name,
    AssociationId: record.id,
    AssociationArn: associationArn(record),
    Namespace: record.namespace,
    ServiceAccount: record.serviceAccount,
  };
}

export function associationToWire(record: PodIdentityAssociationRecord): PodIdentityAssociation {
  return {
    ...summaryToWire(record),
    RoleArn: record.roleArn,
    DisableSessionTags: record.areSessionTagsDisabled,
    Tags: tagsToWire(record.tags),
    CreatedAt: new Date(record.createdAt),
    ModifiedAt: new Date(record.modifiedAt),
  };
}
