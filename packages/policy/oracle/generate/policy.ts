/** Policy documents in AWS's form. */
import fc from "fast-check";
import { conditionBlock } from "./condition.ts";
import { principalElement, type WrittenPrincipal } from "./principal.ts";
import { accountIds } from "./texts.ts";

export const actions = [
  "s3:GetObject",
  "s3:PutObject",
  "s3:ListBucket",
  "iam:CreateUser",
  "S3:getobject",
  "kms:RetireGrant",
  "KMS:retiregrant",
  "kms:Decrypt",
  "sts:AssumeRole",
] as const;

const resources = [
  "arn:aws:s3:::bucket",
  "arn:aws:s3:::bucket/alice/x",
  "arn:aws:s3:::bucket/a*b",
  "arn:aws:s3:::bucket/a:b:c",
  "arn:aws:s3:::bucket/${aws:username}",
  "arn:aws:sqs:us-east-1:111111111111:queue",
  "arn:aws:dynamodb:us-east-1:111111111111:table/T",
  "arn:aws:iam::111111111111:user/alice",
  "arn:aws:iam::111111111111:role/aws-service-role/ec2.amazonaws.com/AWSServiceRoleForEC2",
  "*",
] as const;

const actionPattern = fc.oneof(
  fc.constantFrom(...actions),
  fc.constantFrom(
    "*",
    "s3:*",
    "S3:G*",
    "s3:*Object",
    "s3:?etObject",
    "s3:*t*",
    "*:*",
    "iam:*",
    "s?:Put*",
    "s3:GetObject?",
  ),
);

const listedResource = fc.constantFrom(
  ...resources,
  "arn:aws:s3:::*",
  "arn:aws:s3:::bucket/*",
  "arn:aws:s3:::b?cket*",
  "arn:aws:s3:::bucket/${aws:username}/*",
  "arn:aws:s3:::bucket/${aws:PrincipalTag/team, 'alice'}/*",
  "arn:aws:s3:::bucket/${aws:absent}*",
  "arn:aws:s3:::bucket/a${*}b",
  "arn:aws:s3:::bucket/${",
  "arn:aws:iam::${aws:username}:user/alice",
  "arn:aws:iam::*:user/${aws:username}",
  "arn:aws:sqs:us-east-1:*:*",
  "arn:aws:sqs:*:queue",
  "arn:aws:sqs:us-?ast-1:1*1:queue",
  "arn:aws:*:queue",
  "arn:aws:dynamodb:us-*-1:*:table/?",
  "arn:*:s3:::bucket/*",
  "arn:*",
  "arn:aws:s*3:::bucket/*",
  "arn:aws:s3:::bucket/*:*",
);

const fragment = fc.constantFrom(
  "arn",
  "aws",
  ":",
  ":",
  ":",
  "*",
  "?",
  "s3",
  "bucket",
  "/",
  "a",
  "${aws:username}",
  "queue",
);
/** Anything at all that has the parts of an ARN: where the colons fall is up to chance. */
const assembledResource = fc
  .array(fragment, { minLength: 1, maxLength: 10 })
  .map((parts) => `arn:${parts.join("")}`);

/** A resource's ARN with wildcards in place of some of its characters. */
const erodedResource = fc
  .tuple(
    fc.constantFrom(...resources),
    fc.array(fc.tuple(fc.nat(40), fc.nat(6), fc.constantFrom("*", "?")), { maxLength: 3 }),
  )
  .map(([resource, holes]) => {
    let text: string = resource;
    for (const [at, length, wildcard] of holes) {
      const place = 4 + (at % Math.max(1, text.length - 4));
      text = text.slice(0, place) + wildcard + text.slice(place + (wildcard === "?" ? 1 : length));
    }
    return text;
  });

/** The first parts of an ARN, to which identity-based policies add what is missing; the last may be a pattern. */
const incompleteArn = fc
  .tuple(
    fc.constantFrom(
      "arn:aws:sqs:us-east-1:111111111111",
      "arn:aws:s3",
      "arn:aws:iam::222222222222",
      "arn:aws:sqs:*:*",
    ),
    fc.integer({ min: 2, max: 5 }),
    fc.constantFrom("", "", "*", "?"),
  )
  .map(([arn, count, end]) => arn.split(":").slice(0, count).join(":") + end);

export const resourcePattern = fc.oneof(
  { arbitrary: listedResource, weight: 5 },
  { arbitrary: incompleteArn, weight: 1 },
  { arbitrary: erodedResource, weight: 3 },
  { arbitrary: assembledResource, weight: 1 },
);

export const resource = fc.oneof(
  { arbitrary: fc.constantFrom(...resources), weight: 8 },
  { arbitrary: assembledResource, weight: 1 },
  { arbitrary: fc.constantFrom(...accountIds).map((id) => `arn:aws:sqs:us-east-1:${id}:queue`), weight: 1 },
);

const element = (name: string, value: fc.Arbitrary<string>) =>
  fc
    .tuple(
      fc.oneof(
        { arbitrary: fc.constant(name), weight: 5 },
        { arbitrary: fc.constant(`Not${name}`), weight: 1 },
      ),
      fc.array(value, { minLength: 1, maxLength: 3 }),
    )
    .map(([elementName, values]) => ({ [elementName]: values }));

export interface WrittenStatement {
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: WrittenPrincipal;
  readonly NotPrincipal?: WrittenPrincipal;
  readonly [element: string]: unknown;
}

export interface WrittenPolicy {
  readonly Version?: "2008-10-17" | "2012-10-17";
  readonly Statement: readonly WrittenStatement[];
}

/** `principals`: the policy names whom it is about. Only such a policy may leave Resource out. */
export interface PolicyOptions {
  readonly principals: boolean;
}

const statement = ({ principals }: PolicyOptions): fc.Arbitrary<WrittenStatement> =>
  fc
    .tuple(
      fc.constantFrom<("Allow" | "Deny")[]>("Allow", "Allow", "Allow", "Deny"),
      principals ? principalElement : fc.constant({}),
      element("Action", actionPattern),
      principals
        ? fc.option(element("Resource", resourcePattern), { nil: {}, freq: 6 })
        : element("Resource", resourcePattern),
      conditionBlock,
    )
    .map(([Effect, who, action, what, conditions]) => ({
      Effect,
      ...who,
      ...action,
      ...what,
      ...(Object.keys(conditions).length === 0 ? {} : { Condition: conditions }),
    }));

/** Lets everything through, as FullAWSAccess does, so that a layer does not always stand in the way of the others. */
const allowAll = ({ principals }: PolicyOptions): WrittenPolicy => ({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", ...(principals ? { Principal: "*" as const } : {}), Action: "*", Resource: "*" },
  ],
});

export const version = fc.constantFrom<("2008-10-17" | "2012-10-17" | undefined)[]>(
  "2012-10-17",
  "2012-10-17",
  "2012-10-17",
  "2008-10-17",
  undefined,
);

export const policy = (options: PolicyOptions): fc.Arbitrary<WrittenPolicy> =>
  fc
    .tuple(version, fc.array(statement(options), { minLength: 1, maxLength: 3 }))
    .map(([Version, Statement]) => ({ ...(Version === undefined ? {} : { Version }), Statement }));

/** A layer's policies, now and then so many that an index has something to do. `open`: how often, of ten, one allows everything. */
export const policySet = (options: PolicyOptions & { readonly open: number }) =>
  fc
    .tuple(
      fc.oneof(
        { arbitrary: fc.array(policy(options), { maxLength: 2 }), weight: 19 },
        { arbitrary: fc.array(policy(options), { minLength: 6, maxLength: 12 }), weight: 1 },
      ),
      fc.nat(9),
    )
    .map(([policies, chance]) => (chance < options.open ? [allowAll(options), ...policies] : policies));
