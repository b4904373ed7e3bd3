/** No foreign key to instance profiles: one that is deleted stays written in its instances. */
export const instances = /* sql */ `
CREATE TABLE instances (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  instance_profile_id TEXT,
  state TEXT NOT NULL CHECK (state IN ('pending', 'running', 'shutting-down', 'terminated', 'stopping', 'stopped')),
  tags TEXT NOT NULL,
  launched_at INTEGER NOT NULL
) STRICT;
CREATE INDEX instances_by_account ON instances (account_id, id);
CREATE INDEX instances_by_profile ON instances (instance_profile_id, id) WHERE instance_profile_id IS NOT NULL;
`;
