/**
 * What operations on clusters and their associations are about. Source of the ARNs: Service Authorization Reference, Amazon EKS,
 * "cluster" and "podidentityassociation".
 */
import { type Arn, formatArn } from "@rolecall/names";
import { type Call, NOTHING_TO_FIND, type On } from "@rolecall/operations";
import type {
  PodIdentityAssociationRecord,
  PodIdentityClusterRecord,
  ReadTransaction,
} from "@rolecall/store";
import { notFound } from "../error.ts";

export interface NamingCluster {
  readonly ClusterName: string;
}

export interface FoundCluster {
  readonly arn: Arn;
  /** Absent where the account has no such cluster in the region. */
  readonly record: PodIdentityClusterRecord | undefined;
}

export interface NamingAssociation extends NamingCluster {
  readonly AssociationId: string;
}

export interface FoundAssociation {
  readonly arn: string;
  readonly record: PodIdentityAssociationRecord | undefined;
}

type Naming<Input> = Pick<Call<Input, ReadTransaction>, "input" | "caller" | "request">;

export function clusterArn({ input, caller, request: { region } }: Naming<NamingCluster>): Arn {
  return formatArn("pod-identity-cluster", {
    accountId: caller.accountId,
    region,
    name: input.ClusterName,
  });
}

export async function findCluster(call: Call<NamingCluster, ReadTransaction>): Promise<FoundCluster> {
  const arn = clusterArn(call);
  return { arn, record: await call.tx.podIdentityClusters.byId(arn) };
}

/** @throws ResourceNotFoundException */
export function existingCluster({ record }: FoundCluster, name: string): PodIdentityClusterRecord {
  if (record === undefined) throw notFound(`cluster ${name}`);
  return record;
}

export const cluster: On<NamingCluster, FoundCluster, PodIdentityClusterRecord> = {
  find: findCluster,
  permission: (_call, { arn }) => ({ resource: arn }),
  take: (found, { input }) => existingCluster(found, input.ClusterName),
};

/** One that is to be registered. */
export const newCluster: On<NamingCluster, undefined, undefined> = {
  ...NOTHING_TO_FIND,
  permission: (call) => ({ resource: clusterArn(call) }),
};

export const clusters: On<unknown, undefined, undefined> = {
  ...NOTHING_TO_FIND,
  permission: () => ({ resource: "*" }),
};

export const association: On<NamingAssociation, FoundAssociation, PodIdentityAssociationRecord> = {
  async find(call) {
    const { input, caller, request, tx } = call;
    const { ClusterName: name, AssociationId: associationId } = input;
    const found = await tx.podIdentityAssociations.byId(associationId);
    return {
      arn: formatArn("pod-identity-association", {
        accountId: caller.accountId,
        region: request.region,
        name,
        associationId,
      }),
      record: found?.clusterId === clusterArn(call) ? found : undefined,
    };
  },
  permission: (_call, { arn, record }) => ({
    resource: arn,
    ...(record !== undefined && { resourceTags: record.tags }),
  }),
  take({ record }, { input }) {
    if (record === undefined)
      throw notFound(`association ${input.AssociationId} of cluster ${input.ClusterName}`);
    return record;
  },
};
