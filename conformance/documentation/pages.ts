import { readFileSync } from "node:fs";
import { ACCOUNT } from "../installation/seed.ts";
import { PROVIDERS, type Provider } from "./providers.ts";

/** What a reader of a page has before the first block. */
export interface PageSurroundings extends Provider {
  /** What the account of the seed has besides the administrator. */
  readonly account?: Readonly<Record<string, unknown>>;
  /** Other parts of the seed: an organization, and more accounts. */
  readonly seed?: { readonly more?: readonly object[]; readonly organization?: object };
  /** Options of the server. */
  readonly start?: readonly string[];
  /** Denials have ids by which they are looked up. */
  readonly tellsIds?: boolean;
  /** What the page calls something, and the command that prints what it is in this run, asked behind `before`. */
  readonly names?: Readonly<Record<string, string>>;
  /** Commands that must have been done, which the page tells in words. */
  readonly before?: string;
  /** The page starts its own servers. */
  readonly startsItself?: boolean;
}

const TOUR_SEEDS = new URL("../../packages/console/src/tours/seeds/", import.meta.url);

const trusting = (service: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" },
  });

/** An organization with one member. */
const WITH_MEMBER = {
  more: [{ id: "222222222222", name: "shop" }],
  organization: {
    managementAccount: ACCOUNT,
    features: "ALL",
    root: {
      policies: [],
      units: [{ name: "Workloads", policies: [], accounts: ["222222222222"], units: [] }],
    },
  },
} as const;

const TRUSTS_GITHUB = JSON.stringify({
  Version: "2012-10-17",
  Statement: {
    Effect: "Allow",
    Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com` },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: {
        "token.actions.githubusercontent.com:sub": "repo:octo-org/octo-repo:ref:refs/heads/main",
      },
    },
  },
});

/** Ann may do nothing, and was told so: what her denial is known by. */
const ANN_IS_DENIED = `aws iam create-user --user-name ann
aws iam create-access-key --user-name ann > ann.json
AWS_ACCESS_KEY_ID=$(jq -r .AccessKey.AccessKeyId ann.json) AWS_SECRET_ACCESS_KEY=$(jq -r .AccessKey.SecretAccessKey ann.json) aws iam list-users > denied.txt 2>&1 || true
rm ann.json`;

/** Pages that need more than an account with an administrator. */
const PAGES: Readonly<Record<string, () => PageSurroundings>> = {
  "README.md": () => ({
    startsItself: true,
    tellsIds: true,
    before: 'npx rolecall start --account-id 389158054649\neval "$(npx rolecall env)"',
  }),
  "docs/account.md": () => ({ seed: WITH_MEMBER }),
  "docs/credential-delivery.md": () => ({
    account: {
      roles: [{ name: "Web", trust: JSON.parse(trusting("ec2.amazonaws.com")) }],
      instanceProfiles: [{ name: "Web", role: "Web" }],
      instances: [{ id: "i-0123456789abcdef0", name: "web-1", instanceProfile: "Web" }],
    },
  }),
  "docs/denials.md": () => ({
    tellsIds: true,
    before: ANN_IS_DENIED,
    names: { "1fhumcih5b5kwfh3zjwjpwbqs": "grep -oE '[0-9a-z]{25}$' denied.txt | head -1" },
  }),
  "docs/federation.md": () => ({ files: { "trust.json": TRUSTS_GITHUB } }),
  "docs/how-to/ci.md": () => ({ startsItself: true }),
  "docs/organizations.md": () => ({
    startsItself: true,
    tellsIds: true,
    before: 'npx rolecall start --account-id 111111111111\neval "$(npx rolecall env)"',
  }),
  "docs/simulation.md": () => ({
    account: { users: [{ name: "ann" }] },
    files: {
      "policy.json":
        '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}}',
    },
  }),
  "docs/tours.md": () => ({
    startsItself: true,
    files: { "break-glass.yaml": readFileSync(new URL("break-glass.yaml", TOUR_SEEDS), "utf8") },
  }),
  "docs/tutorial/ten-minutes.md": () => ({ startsItself: true }),
  "docs/workers.md": () => ({ startsItself: true }),
};

export function surroundingsOf(page: string): PageSurroundings {
  const [, howTo] = /^docs\/how-to\/(.+)\.md$/.exec(page) ?? [];
  const provider = howTo === undefined ? undefined : PROVIDERS[howTo];
  return PAGES[page]?.() ?? provider?.() ?? {};
}

/** Pages and providers that are told here: each must be there. */
export function namedPages(): readonly string[] {
  return [...Object.keys(PAGES), ...Object.keys(PROVIDERS).map((name) => `docs/how-to/${name}.md`)];
}
