/** Requesters of every kind, and the Principal elements that may name them. */
import fc from "fast-check";
import type { RequestPrincipal } from "../../src/request/request.ts";
import { accountIds } from "./texts.ts";

const accountId = fc.constantFrom(...accountIds);
const name = fc.constantFrom("alice", "bob");

const root = accountId.map(
  (account): RequestPrincipal => ({ kind: "root", accountId: account, arn: `arn:aws:iam::${account}:root` }),
);

const user = fc.tuple(accountId, name).map(
  ([account, userName]): RequestPrincipal => ({
    kind: "user",
    accountId: account,
    arn: `arn:aws:iam::${account}:user/${userName}`,
    id: `AIDA${userName.toUpperCase()}`,
  }),
);

const roleSession = fc.tuple(accountId, name, fc.boolean()).map(
  ([account, roleName, serviceLinked]): RequestPrincipal => ({
    kind: "roleSession",
    accountId: account,
    arn: `arn:aws:sts::${account}:assumed-role/${roleName}/session`,
    id: `AROA${roleName.toUpperCase()}:session`,
    roleArn: `arn:aws:iam::${account}:role/${roleName}`,
    roleId: `AROA${roleName.toUpperCase()}`,
    serviceLinked,
  }),
);

const federatedUser = fc.tuple(accountId, name, fc.boolean()).map(
  ([account, userName, hasIssuer]): RequestPrincipal => ({
    kind: "federatedUser",
    accountId: account,
    arn: `arn:aws:sts::${account}:federated-user/${userName}`,
    id: `${account}:${userName}`,
    ...(hasIssuer ? { issuer: { arn: `arn:aws:iam::${account}:user/alice`, id: "AIDAALICE" } } : {}),
  }),
);

const services = ["ec2.amazonaws.com", "s3.amazonaws.com"] as const;
const providers = ["accounts.google.com", "arn:aws:iam::111111111111:saml-provider/idp"] as const;

const unaffiliated: fc.Arbitrary<RequestPrincipal> = fc.oneof(
  fc.constantFrom(...services).map((service): RequestPrincipal => ({ kind: "service", service })),
  fc.constantFrom(...providers).map((provider): RequestPrincipal => ({ kind: "federated", provider })),
  fc.constant<RequestPrincipal>({ kind: "anonymous" }),
);

export const principal = fc.oneof(
  { arbitrary: user, weight: 4 },
  { arbitrary: roleSession, weight: 4 },
  { arbitrary: federatedUser, weight: 2 },
  { arbitrary: root, weight: 1 },
  { arbitrary: unaffiliated, weight: 2 },
);

const awsName = fc.oneof(
  accountId,
  accountId.map((account) => `arn:aws:iam::${account}:root`),
  fc
    .tuple(accountId, name)
    .chain(([account, entity]) =>
      fc.constantFrom(
        `arn:aws:iam::${account}:user/${entity}`,
        `arn:aws:iam::${account}:role/${entity}`,
        `arn:aws:sts::${account}:assumed-role/${entity}/session`,
        `arn:aws:sts::${account}:federated-user/${entity}`,
        `AIDA${entity.toUpperCase()}`,
        `AROA${entity.toUpperCase()}`,
        `AROA${entity.toUpperCase()}:session`,
      ),
    ),
  fc.constantFrom(
    "*",
    "arn:aws:iam::111111111111:user/Alice",
    "arn:aws:iam::111111111111:user/*",
    "arn:aws-cn:iam::111111111111:root",
  ),
);

const principalMap = fc
  .record(
    {
      AWS: fc.array(awsName, { minLength: 1, maxLength: 3 }),
      Service: fc.array(fc.constantFrom(...services, "*"), { minLength: 1, maxLength: 2 }),
      Federated: fc.array(fc.constantFrom(...providers, "*"), { minLength: 1, maxLength: 2 }),
      CanonicalUser: fc.constant(["79a59df900b949e55d96a1e698fbaced"]),
    },
    { requiredKeys: [] },
  )
  .map((map) => (Object.keys(map).length === 0 ? { AWS: ["*"] } : map));

/** Every name that a policy can call a principal by; none for those without an account. */
function namesOf(who: RequestPrincipal): readonly string[] {
  if (!("accountId" in who)) return [];
  const account = [who.accountId, `arn:aws:iam::${who.accountId}:root`];
  switch (who.kind) {
    case "root":
      return account;
    case "user":
      return [...account, who.arn, who.id];
    case "roleSession":
      return [...account, who.arn, who.id, who.roleArn, who.roleId];
    case "federatedUser":
      return [...account, who.arn, ...(who.issuer === undefined ? [] : [who.issuer.arn, who.issuer.id])];
  }
}

export type WrittenPrincipal =
  | "*"
  | { readonly [type in "AWS" | "Service" | "Federated" | "CanonicalUser"]?: readonly string[] };

export type WrittenPrincipalElement = { Principal: WrittenPrincipal } | { NotPrincipal: WrittenPrincipal };

const anyElement: fc.Arbitrary<WrittenPrincipalElement> = fc.oneof(
  { arbitrary: fc.constant({ Principal: "*" as const }), weight: 2 },
  { arbitrary: principalMap.map((map) => ({ Principal: map })), weight: 6 },
  { arbitrary: principalMap.map((map) => ({ NotPrincipal: map })), weight: 1 },
);

/** An element with some of a principal's names: they grant different things, and NotPrincipal wants several. */
export const elementNaming = (who: RequestPrincipal): fc.Arbitrary<WrittenPrincipalElement> => {
  const names = namesOf(who);
  if (names.length === 0) return anyElement;
  return fc
    .tuple(fc.subarray([...names], { minLength: 1 }), fc.boolean())
    .map(([AWS, negated]) => (negated ? { NotPrincipal: { AWS } } : { Principal: { AWS } }));
};

/** Principal or NotPrincipal, in AWS's form. */
export const principalElement: fc.Arbitrary<WrittenPrincipalElement> = fc.oneof(
  { arbitrary: anyElement, weight: 3 },
  { arbitrary: principal.chain(elementNaming), weight: 1 },
);
