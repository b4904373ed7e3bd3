import { ACCOUNT } from "../../installation/seed.ts";
import { rolecallFamily } from "../stage.ts";

const CLUSTER = `arn:aws:eks:us-east-1:${ACCOUNT}:cluster/blue`;
const named = { ClusterName: "blue" };
const onCluster = () => CLUSTER;
const KEY_SET = JSON.stringify({
  keys: [
    {
      kty: "EC",
      crv: "P-256",
      x: "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
      y: "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
    },
  ],
});
const roleArn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const passing = (name: string) => ({
  action: "iam:PassRole",
  resource: roleArn(name),
  condition: { "iam:PassedToService": "pods.eks.amazonaws.com" },
});

interface Answers {
  readonly CreatePodIdentityAssociation: {
    readonly Association: { readonly AssociationId: string; readonly AssociationArn: string };
  };
}

const created = ({ CreatePodIdentityAssociation }: Answers) => CreatePodIdentityAssociation.Association;
const one = (answers: Answers) => ({ ...named, AssociationId: created(answers).AssociationId });
const onOne = (_ground: unknown, answers: Answers) => created(answers).AssociationArn;

export const family = rolecallFamily({
  prepare: async () => undefined,
  rows: {
    RegisterCluster: {
      input: { ...named, IssuerUrl: "https://kubernetes.default.svc", KeySet: KEY_SET },
      on: onCluster,
    },
    GetCluster: { input: named, on: onCluster },
    ListClusters: { input: {} },
    CreatePodIdentityAssociation: {
      input: {
        ...named,
        Namespace: "default",
        ServiceAccount: "app",
        RoleArn: roleArn("Web"),
        Tags: [{ Key: "Team", Value: "web" }],
      },
      on: () => [
        { resource: CLUSTER, condition: { "aws:RequestTag/Team": "web", "aws:TagKeys": ["Team"] } },
        passing("Web"),
        {
          action: "rolecall:TagPodIdentityAssociation",
          resource: CLUSTER,
          condition: { "aws:RequestTag/Team": "web" },
        },
      ],
    },
    GetPodIdentityAssociation: {
      input: (_ground, answers) => one(answers),
      on: (_ground, answers) => ({
        resource: created(answers).AssociationArn,
        condition: { "aws:ResourceTag/Team": "web" },
      }),
    },
    ListPodIdentityAssociations: { input: named, on: onCluster },
    UpdatePodIdentityAssociation: {
      input: (_ground, answers) => ({ ...one(answers), RoleArn: roleArn("Other") }),
      on: (_ground, answers) => [{ resource: created(answers).AssociationArn }, passing("Other")],
    },
    TagPodIdentityAssociation: {
      input: (_ground, answers) => ({ ...one(answers), Tags: [{ Key: "Team", Value: "db" }] }),
      on: (_ground, answers) => ({
        resource: created(answers).AssociationArn,
        condition: { "aws:RequestTag/Team": "db" },
      }),
    },
    UntagPodIdentityAssociation: {
      input: (_ground, answers) => ({ ...one(answers), TagKeys: ["Team"] }),
      on: (_ground, answers) => ({
        resource: created(answers).AssociationArn,
        condition: { "aws:TagKeys": ["Team"], "aws:ResourceTag/Team": "db" },
      }),
    },
    DeletePodIdentityAssociation: { input: (_ground, answers) => one(answers), on: onOne },
    DeregisterCluster: { input: named, on: onCluster },
  },
});
