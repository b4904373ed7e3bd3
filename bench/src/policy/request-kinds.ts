/** The kinds of requests in the workload. Each request of a kind is distinct: object, item, queue and so on carry its index. */
import { projectName } from "./project-statements.ts";
import type { Random } from "./random.ts";
import { accountId, type WrittenRequest } from "./written-request.ts";

export interface RequestFacts {
  readonly random: Random;
  readonly index: number;
  readonly projects: number;
  /** Only for readBucket. */
  readonly bucket?: string;
}

interface Asked {
  readonly action: string;
  readonly resource: string;
  readonly context?: WrittenRequest["context"];
}

type Ask = (facts: RequestFacts & { readonly name: string }) => Asked;

const region = ({ random }: RequestFacts) => random.pick(["eu-central-1", "eu-west-1"]);

const instance = (facts: RequestFacts, prefix: string) =>
  `arn:aws:ec2:${region(facts)}:${accountId}:instance/i-${prefix}${facts.index}`;

const kinds = {
  readBucket: ({ bucket, index }) => ({
    action: "s3:GetObject",
    resource: `arn:aws:s3:::${bucket}/2024/${index}.csv`,
  }),
  readObject: ({ name, index }) => ({
    action: "s3:GetObject",
    resource: `arn:aws:s3:::${name}-data/reports/2024/${index}.csv`,
  }),
  writeObject: ({ name, index }) => ({
    action: "s3:PutObject",
    resource: `arn:aws:s3:::${name}-data/home/alice/${index}`,
    context: { "s3:x-amz-server-side-encryption": "aws:kms" },
  }),
  queryOwnItems: (facts) => ({
    action: "dynamodb:Query",
    resource: `arn:aws:dynamodb:${region(facts)}:${accountId}:table/${facts.name}-${facts.index}`,
    context: { "dynamodb:leadingkeys": ["alice"] },
  }),
  queryOtherItems: (facts) => ({
    action: "dynamodb:GetItem",
    resource: `arn:aws:dynamodb:${region(facts)}:${accountId}:table/${facts.name}-${facts.index}`,
    context: { "dynamodb:leadingkeys": ["alice", "bob"] },
  }),
  createUser: ({ name, index, random }) => ({
    action: "iam:CreateUser",
    resource: `arn:aws:iam::${accountId}:user/${name}/user-${index}`,
    context: {
      "iam:permissionsboundary": `arn:aws:iam::${accountId}:policy/${random.below(4) === 0 ? "Open" : "Ceiling"}`,
    },
  }),
  sendMessage: (facts) => ({
    action: "sqs:SendMessage",
    resource: `arn:aws:sqs:${region(facts)}:${accountId}:${facts.name}-queue-${facts.index}`,
  }),
  invokeFunction: (facts) => ({
    action: "lambda:InvokeFunction",
    resource: `arn:aws:lambda:${region(facts)}:${accountId}:function:${facts.name}-${facts.index}`,
  }),
  startInstance: (facts) => ({
    action: "ec2:StartInstances",
    resource: instance(facts, ""),
    context: {
      "aws:resourcetag/project": facts.name,
      "aws:resourcetag/team": facts.random.pick(["core", "edge"]),
    },
  }),
  readProtected: ({ name, index }) => ({
    action: "s3:PutObject",
    resource: `arn:aws:s3:::${name}-data/home/alice/protected/${index}`,
    context: { "s3:x-amz-server-side-encryption": "AES256" },
  }),
  deleteProtected: ({ name, index }) => ({
    action: "s3:DeleteObject",
    resource: `arn:aws:s3:::${name}-data/home/alice/protected/${index}`,
  }),
  stopWithoutMfa: (facts) => ({
    action: "ec2:StopInstances",
    resource: instance(facts, facts.name),
    context: { "aws:resourcetag/project": facts.name, "aws:resourcetag/team": "core" },
  }),
  strangeService: (facts) => ({
    action: "sns:Publish",
    resource: `arn:aws:sns:${region(facts)}:${accountId}:${facts.name}-${facts.index}`,
  }),
  readShared: ({ index }) => ({ action: "s3:GetObject", resource: `arn:aws:s3:::shared/2024/${index}.csv` }),
  strangeBucket: ({ index }) => ({ action: "s3:GetObject", resource: `arn:aws:s3:::elsewhere/${index}` }),
} satisfies Record<string, Ask>;

export type RequestKind = keyof typeof kinds;

/** The keys that a request has whatever it asks for. */
const commonContext = (random: Random) => ({
  "aws:username": "alice",
  "aws:userid": "AIDAALICE",
  "aws:principalarn": `arn:aws:iam::${accountId}:user/alice`,
  "aws:principalaccount": accountId,
  "aws:principaltag/team": "core",
  "aws:principalorgid": "o-abcdefghij",
  "aws:sourceip": `10.${random.below(256)}.${random.below(256)}.${random.below(256)}`,
  "aws:securetransport": "true",
  "aws:multifactorauthpresent": random.below(4) === 0 ? "true" : "false",
  "aws:requestedregion": random.below(20) === 0 ? "us-east-1" : "eu-west-1",
  "aws:currenttime": `2024-05-0${1 + random.below(9)}T10:00:00Z`,
});

export function requestOf(kind: RequestKind, facts: RequestFacts): WrittenRequest {
  const ask: Ask = kinds[kind];
  const { action, resource, context } = ask({
    ...facts,
    name: projectName(facts.random.below(facts.projects)),
  });
  return {
    principal: { kind: "user", accountId, arn: `arn:aws:iam::${accountId}:user/alice`, id: "AIDAALICE" },
    action,
    resource,
    resourceAccountId: accountId,
    context: { ...commonContext(facts.random), ...context },
  };
}
