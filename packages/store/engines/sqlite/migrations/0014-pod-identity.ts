/** Clusters whose pods get roles, and which. A version before can work beside it: it knows nothing of either. */
export const podIdentity = /* sql */ `
CREATE TABLE pod_identity_clusters (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  region TEXT NOT NULL,
  name TEXT NOT NULL,
  issuer_url TEXT NOT NULL,
  key_set TEXT,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX pod_identity_clusters_by_region ON pod_identity_clusters (account_id, region, id);
CREATE TABLE pod_identity_associations (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  cluster_id TEXT NOT NULL REFERENCES pod_identity_clusters (id),
  namespace TEXT NOT NULL,
  service_account TEXT NOT NULL,
  role_arn TEXT NOT NULL,
  are_session_tags_disabled INTEGER NOT NULL,
  tags TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  modified_at INTEGER NOT NULL,
  UNIQUE (cluster_id, namespace, service_account)
) STRICT;
CREATE INDEX pod_identity_associations_by_cluster ON pod_identity_associations (cluster_id, id);
`;
