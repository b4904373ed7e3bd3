/**
 * Clusters whose pods get roles by the tokens of their service accounts. Members are called as EKS calls them, in this service's
 * letters. Source: EKS API Reference, CreatePodIdentityAssociation; EKS Auth API Reference, AssumeRoleForPodIdentity.
 */
import { error, listOf, type ModelFamily, operation, secret, structure } from "./model-family.ts";

const NOT_FOUND = "ResourceNotFoundException";
const CONFLICT = "ConflictException";
const FULL = "LimitExceededException";

const named = { ClusterName: "PodClusterName" };
const one = { ...named, AssociationId: "AssociationId" };
const subject = { Namespace: "KubernetesName", ServiceAccount: "KubernetesName" };
const paged = { MaxResults: "MaxResults", NextToken: "NextToken" };
const cluster = {
  ...named,
  Arn: "Arn",
  IssuerUrl: "IssuerUrl",
  RegisteredAt: "Timestamp",
};
const association = {
  ...one,
  AssociationArn: "Arn",
  ...subject,
  RoleArn: "Arn",
  DisableSessionTags: "Boolean",
  Tags: "Tags",
  CreatedAt: "Timestamp",
  ModifiedAt: "Timestamp",
};

export const podIdentityFamily: ModelFamily = {
  operations: Object.fromEntries([
    operation("RegisterCluster", { errors: [CONFLICT, FULL] }),
    operation("GetCluster", { errors: [NOT_FOUND] }),
    operation("ListClusters"),
    operation("DeregisterCluster", { errors: [NOT_FOUND] }),
    operation("CreatePodIdentityAssociation", { errors: [NOT_FOUND, CONFLICT, FULL] }),
    operation("GetPodIdentityAssociation", { errors: [NOT_FOUND] }),
    operation("ListPodIdentityAssociations", { errors: [NOT_FOUND] }),
    operation("UpdatePodIdentityAssociation", { errors: [NOT_FOUND] }),
    operation("DeletePodIdentityAssociation", { errors: [NOT_FOUND] }),
    operation("TagPodIdentityAssociation", { errors: [NOT_FOUND, FULL] }),
    operation("UntagPodIdentityAssociation", { errors: [NOT_FOUND] }),
    operation("AssumeRoleForPodIdentity", {
      errors: [NOT_FOUND, "InvalidTokenException", "ExpiredTokenException"],
      isUnsigned: true,
    }),
  ]),

  shapes: {
    PodClusterName: { type: "string", min: 1, max: 100, pattern: "[0-9A-Za-z][A-Za-z0-9_-]*" },
    AssociationId: { type: "string", min: 19, max: 19, pattern: "a-[0-9a-z]+" },
    KubernetesName: { type: "string", min: 1, max: 253, pattern: "[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?" },
    IssuerUrl: { type: "string", min: 8, max: 255 },
    /** JSON Web Key Set. */
    KeySet: { type: "string", min: 1, max: 65_536 },
    Cluster: structure(cluster, ["ClusterName", "Arn", "IssuerUrl", "RegisteredAt"]),
    ClusterList: listOf("Cluster"),
    PodIdentityAssociation: structure(association, Object.keys(association)),
    PodIdentityAssociationSummary: structure({ ...one, AssociationArn: "Arn", ...subject }, [
      "ClusterName",
      "AssociationId",
      "AssociationArn",
      "Namespace",
      "ServiceAccount",
    ]),
    PodIdentityAssociationSummaries: listOf("PodIdentityAssociationSummary"),

    RegisterClusterRequest: structure({ ...named, IssuerUrl: "IssuerUrl", KeySet: "KeySet" }, [
      "ClusterName",
      "IssuerUrl",
    ]),
    RegisterClusterResponse: structure({ Cluster: "Cluster" }, ["Cluster"]),
    GetClusterRequest: structure(named, ["ClusterName"]),
    GetClusterResponse: structure({ Cluster: "Cluster", KeySet: "KeySet" }, ["Cluster"]),
    ListClustersRequest: structure(paged),
    ListClustersResponse: structure({ Clusters: "ClusterList", NextToken: "NextToken" }, ["Clusters"]),
    DeregisterClusterRequest: structure(named, ["ClusterName"]),
    DeregisterClusterResponse: structure({}),

    CreatePodIdentityAssociationRequest: structure(
      { ...named, ...subject, RoleArn: "Arn", DisableSessionTags: "Boolean", Tags: "Tags" },
      ["ClusterName", "Namespace", "ServiceAccount", "RoleArn"],
    ),
    CreatePodIdentityAssociationResponse: structure({ Association: "PodIdentityAssociation" }, [
      "Association",
    ]),
    GetPodIdentityAssociationRequest: structure(one, ["ClusterName", "AssociationId"]),
    GetPodIdentityAssociationResponse: structure({ Association: "PodIdentityAssociation" }, ["Association"]),
    ListPodIdentityAssociationsRequest: structure({ ...named, ...paged }, ["ClusterName"]),
    ListPodIdentityAssociationsResponse: structure(
      { Associations: "PodIdentityAssociationSummaries", NextToken: "NextToken" },
      ["Associations"],
    ),
    UpdatePodIdentityAssociationRequest: structure(
      { ...one, RoleArn: "Arn", DisableSessionTags: "Boolean" },
      ["ClusterName", "AssociationId"],
    ),
    UpdatePodIdentityAssociationResponse: structure({ Association: "PodIdentityAssociation" }, [
      "Association",
    ]),
    DeletePodIdentityAssociationRequest: structure(one, ["ClusterName", "AssociationId"]),
    DeletePodIdentityAssociationResponse: structure({ Association: "PodIdentityAssociation" }, [
      "Association",
    ]),
    TagPodIdentityAssociationRequest: structure({ ...one, Tags: "Tags" }, [
      "ClusterName",
      "AssociationId",
      "Tags",
    ]),
    TagPodIdentityAssociationResponse: structure({}),
    UntagPodIdentityAssociationRequest: structure({ ...one, TagKeys: "TagKeys" }, [
      "ClusterName",
      "AssociationId",
      "TagKeys",
    ]),
    UntagPodIdentityAssociationResponse: structure({}),

    /** Of the pod's service account, for the audience pods.eks.amazonaws.com. */
    PodToken: secret(16_384),
    PodSubject: structure(subject, ["Namespace", "ServiceAccount"]),
    UsedAssociation: structure({ AssociationArn: "Arn", AssociationId: "AssociationId" }, [
      "AssociationArn",
      "AssociationId",
    ]),
    /** Nobody signs it: the name alone would not say whose cluster it is. */
    AssumeRoleForPodIdentityRequest: structure({ ClusterArn: "Arn", Token: "PodToken" }, [
      "ClusterArn",
      "Token",
    ]),
    AssumeRoleForPodIdentityResponse: structure(
      {
        Subject: "PodSubject",
        Audience: "String",
        PodIdentityAssociation: "UsedAssociation",
        AssumedRoleUser: "AssumedRoleUser",
        Credentials: "Credentials",
      },
      ["Subject", "Audience", "PodIdentityAssociation", "AssumedRoleUser", "Credentials"],
    ),
    InvalidTokenException: error(400),
    ExpiredTokenException: error(400),
  },

  pages: {
    ListClusters: {
      input_token: "NextToken",
      limit_key: "MaxResults",
      output_token: "NextToken",
      result_key: "Clusters",
    },
    ListPodIdentityAssociations: {
      input_token: "NextToken",
      limit_key: "MaxResults",
      output_token: "NextToken",
      result_key: "Associations",
    },
  },
};
