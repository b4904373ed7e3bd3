/** The bench's company, which lets people of an identity provider of each kind into a role. */
import { AWS_NAME, createIdp, type Idp } from "../../../packages/federation/src/saml/idp.test-support.ts";
import { benchSeed } from "../http/installation.ts";
import { AUDIENCE, type BenchIssuer } from "./issuer.ts";

const ACCOUNT_ID = "111122223333";
const VISITOR_ARN = `arn:aws:iam::${ACCOUNT_ID}:role/Visitor`;
const STAFF_ARN = `arn:aws:iam::${ACCOUNT_ID}:role/Staff`;
const SAML_PROVIDER_ARN = `arn:aws:iam::${ACCOUNT_ID}:saml-provider/corp`;

type Form = Readonly<Record<string, string>>;

/** An account as `benchSeed` has it. */
interface SeedAccount {
  readonly roles: readonly object[];
}

/** Signs with RSA of 2,048 bits, over SHA-256, as most do. */
const samlIdp: Idp = createIdp({ now: Date.now });

const providerArn = ({ location }: BenchIssuer) => `arn:aws:iam::${ACCOUNT_ID}:oidc-provider/${location}`;

/**
 * @param issuers each of which may bring visitors, by conditions on audience and subject
 * @param others that are registered, and that no role trusts
 */
export function federationSeed(issuers: readonly BenchIssuer[], others: readonly BenchIssuer[] = []): object {
  const { accounts } = benchSeed() as { readonly accounts: readonly SeedAccount[] };
  const account = accounts[0]!;
  const visitors = issuers.map((issuer) => ({
    Effect: "Allow",
    Principal: { Federated: providerArn(issuer) },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: { [`${issuer.location}:aud`]: AUDIENCE },
      StringLike: { [`${issuer.location}:sub`]: "user-*" },
    },
  }));
  const staff = {
    Effect: "Allow",
    Principal: { Federated: SAML_PROVIDER_ARN },
    Action: ["sts:AssumeRoleWithSAML", "sts:TagSession"],
    Condition: { StringEquals: { "saml:aud": "https://signin.aws.amazon.com/saml" } },
  };
  const roles = [
    { name: "Visitor", trust: { Version: "2012-10-17", Statement: visitors } },
    { name: "Staff", trust: { Version: "2012-10-17", Statement: staff } },
  ];
  return {
    accounts: [
      {
        ...account,
        roles: [...account.roles, ...roles],
        oidcProviders: [...issuers, ...others].map(({ url }) => ({ url, clientIds: [AUDIENCE] })),
        samlProviders: [{ name: "corp", metadata: samlIdp.metadata }],
      },
    ],
  };
}

export function webIdentityForm(token: string, number: number): Form {
  return {
    Action: "AssumeRoleWithWebIdentity",
    Version: "2011-06-15",
    RoleArn: VISITOR_ARN,
    RoleSessionName: `visit-${number}`,
    WebIdentityToken: token,
  };
}

/** An assertion of its own for each: two roles of five, tags, what a directory tells of a person. */
export function samlForm(number: number): Form {
  const attributes = {
    [`${AWS_NAME}Role`]: [
      `${STAFF_ARN},${SAML_PROVIDER_ARN}`,
      ...["Audit", "Build", "Read", "Support"].map(
        (name) => `arn:aws:iam::${ACCOUNT_ID}:role/${name},${SAML_PROVIDER_ARN}`,
      ),
    ],
    [`${AWS_NAME}RoleSessionName`]: [`person-${number}`],
    [`${AWS_NAME}PrincipalTag:Team`]: [`team-${number % 20}`],
    [`${AWS_NAME}PrincipalTag:CostCenter`]: ["4711"],
    "urn:oid:1.3.6.1.4.1.5923.1.1.1.1": ["staff", "member"],
    mail: [`person-${number}@example.com`],
  };
  return {
    Action: "AssumeRoleWithSAML",
    Version: "2011-06-15",
    RoleArn: STAFF_ARN,
    PrincipalArn: SAML_PROVIDER_ARN,
    SAMLAssertion: samlIdp.respond({ nameId: `person-${number}`, attributes }),
  };
}
