/**
 * Claims that become condition keys, a row for each kind of issuer. Keys are an issuer's location and the name: `gitlab.com:sub`.
 * Source: IAM User Guide, "Available keys for AWS OIDC federation"; Service Authorization Reference, "Condition keys for AWS STS".
 */
export interface ClaimKeys {
  /** Claims that become keys besides those that every issuer's do. A slash leads into an object. */
  readonly names: readonly string[];
}

interface IssuerRow extends ClaimKeys {
  /** Of the whole location. INVARIANT: matched in time linear in it. */
  readonly location: RegExp;
}

/** What every issuer's claims fill, and later requests of the session have too. */
export const KEPT_KEYS = ["aud", "amr", "sub"] as const;

const ISSUERS: readonly IssuerRow[] = [
  { location: /^accounts\.google\.com$/, names: ["google/organization_number"] },
  {
    location: /^token\.actions\.(?:githubusercontent\.com(?:\/[^/]+)?|[^./]+\.ghe\.com)$/,
    names: [
      "actor",
      "actor_id",
      "job_workflow_ref",
      "repository",
      "repository_id",
      "repository_owner_id",
      "workflow",
      "ref",
      "environment",
      "enterprise_id",
    ],
  },
  {
    location: /^gitlab\.com$/,
    names: [
      "namespace_id",
      "project_id",
      "user_id",
      "user_login",
      "user_email",
      "user_access_level",
      "ref_protected",
      "pipeline_source",
      "runner_environment",
    ],
  },
  {
    location: /^agent\.buildkite\.com$|^agent\.[^./]+\.buildkite\.(?:dev|site)$/,
    names: [
      "organization_slug",
      "organization_id",
      "pipeline_slug",
      "pipeline_id",
      "cluster_name",
      "cluster_id",
      "build_branch",
    ],
  },
  { location: /^oidc\.circleci\.com\/org\/[^/]+$/, names: ["oidc.circleci.com/project-id"] },
  { location: /^idcs-[^./]+\.identity\.oraclecloud\.com$/, names: ["rpst_id"] },
];

const NONE: ClaimKeys = { names: [] };

/** @param location an issuer's URL without its scheme */
export function claimKeysOf(location: string): ClaimKeys {
  return ISSUERS.find((row) => row.location.test(location)) ?? NONE;
}
