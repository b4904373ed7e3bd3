/** Clusters whose pods get roles, and which. A version before can work beside it: it knows nothing of either. */
export const podIdentity: readonly string[] = [
  `CREATE TABLE pod_identity_clusters (
  id text COLLATE "C" PRIMARY KEY,
  account_id text COLLATE "C" NOT NULL REFERENCES accounts (id),
  region text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  issuer_url text COLLATE "C" NOT NULL,
  key_set text COLLATE "C",
  created_at bigint NOT NULL
)`,
  "CREATE INDEX pod_identity_clusters_by_region ON pod_identity_clusters (account_id, region, id)",
  `CREATE TABLE pod_identity_associations (
  id text COLLATE "C" PRIMARY KEY,
  account_id text COLLATE "C" NOT NULL REFERENCES accounts (id),
  cluster_id text COLLATE "C" NOT NULL REFERENCES pod_identity_clusters (id),
  namespace text COLLATE "C" NOT NULL,
  service_account text COLLATE "C" NOT NULL,
  role_arn text COLLATE "C" NOT NULL,
  are_session_tags_disabled bigint NOT NULL,
  tags text COLLATE "C" NOT NULL,
  created_at bigint NOT NULL,
  modified_at bigint NOT NULL,
  UNIQUE (cluster_id, namespace, service_account)
)`,
  "CREATE INDEX pod_identity_associations_by_cluster ON pod_identity_associations (cluster_id, id)",
];
