/** Tasks of ECS. Versions before can work beside it: instances that they terminate take their tasks with them. */
export const tasks = `
CREATE TABLE tasks (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  instance_id TEXT NOT NULL REFERENCES instances (id) ON DELETE CASCADE,
  region TEXT NOT NULL,
  cluster TEXT NOT NULL,
  family TEXT NOT NULL,
  revision INTEGER NOT NULL,
  task_role_arn TEXT,
  execution_role_arn TEXT,
  containers TEXT NOT NULL,
  started_at INTEGER NOT NULL
) STRICT;
CREATE INDEX tasks_by_account ON tasks (account_id, id);
CREATE INDEX tasks_by_instance ON tasks (instance_id, id);
`;
