import { type Operation, openPage, type TaggedKind, tagging, untagging } from "@rolecall/operations";
import type { PodIdentityAssociationRecord } from "@rolecall/store";
import { rolecall } from "../define.ts";
import { TAG_RULES, tagLimit } from "../tag-rules.ts";
import { assumeRoleForPodIdentity } from "./assume-role-for-pod-identity.ts";
import { createPodIdentityAssociation } from "./create-pod-identity-association.ts";
import { association, cluster, clusters, type NamingAssociation } from "./on.ts";
import { associationToWire, clusterToWire, summaryToWire } from "./pod-identity-shape.ts";
import { registerCluster } from "./register-cluster.ts";
import { updatePodIdentityAssociation } from "./update-pod-identity-association.ts";

const TAGGED: TaggedKind<NamingAssociation, PodIdentityAssociationRecord, PodIdentityAssociationRecord> = {
  on: association,
  onToTag: association,
  rules: TAG_RULES,
  limit: tagLimit,
  tagsOf: ({ tags }) => tags,
  idOf: ({ id }) => id,
  update: (tx, record) => tx.podIdentityAssociations.update(record),
};

export const podIdentityOperations: readonly Operation[] = [
  registerCluster,
  rolecall.read("GetCluster", {
    on: cluster,
    perform: async ({ target }) => ({ Cluster: clusterToWire(target), KeySet: target.keySet }),
  }),
  rolecall.read("ListClusters", {
    on: clusters,
    async perform({ call }) {
      const pager = openPage(call);
      const { accountId } = call.caller;
      const page = await call.tx.podIdentityClusters.list(accountId, call.request.region, pager.request);
      return { Clusters: page.items.map(clusterToWire), ...pager.marks(page) };
    },
  }),
  rolecall.write("DeregisterCluster", {
    on: cluster,
    async perform({ call: { tx }, target }) {
      await tx.podIdentityClusters.delete(target.id);
      return {};
    },
  }),
  createPodIdentityAssociation,
  rolecall.read("GetPodIdentityAssociation", {
    on: association,
    perform: async ({ target }) => ({ Association: associationToWire(target) }),
  }),
  rolecall.read("ListPodIdentityAssociations", {
    on: cluster,
    async perform({ call, target }) {
      const pager = openPage(call);
      const page = await call.tx.podIdentityAssociations.list(target.id, pager.request);
      return { Associations: page.items.map(summaryToWire), ...pager.marks(page) };
    },
  }),
  updatePodIdentityAssociation,
  rolecall.write("DeletePodIdentityAssociation", {
    on: association,
    async perform({ call: { tx }, target }) {
      await tx.podIdentityAssociations.delete(target.id);
      return { Association: associationToWire(target) };
    },
  }),
  rolecall.write("TagPodIdentityAssociation", tagging(TAGGED)),
  rolecall.write("UntagPodIdentityAssociation", untagging(TAGGED)),
  assumeRoleForPodIdentity,
];
