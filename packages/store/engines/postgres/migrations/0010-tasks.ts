/** Tasks of ECS. Versions before can work beside it: instances that they terminate take their tasks with them. */
export const tasks: readonly string[] = [
  `CREATE TABLE tasks (
  id text COLLATE "C" PRIMARY KEY,
  account_id text COLLATE "C" NOT NULL REFERENCES accounts (id),
  instance_id text COLLATE "C" NOT NULL REFERENCES instances (id) ON DELETE CASCADE,
  region text COLLATE "C" NOT NULL,
  cluster text COLLATE "C" NOT NULL,
  family text COLLATE "C" NOT NULL,
  revision bigint NOT NULL,
  task_role_arn text COLLATE "C",
  execution_role_arn text COLLATE "C",
  containers text COLLATE "C" NOT NULL,
  started_at bigint NOT NULL
)`,
  "CREATE INDEX tasks_by_account ON tasks (account_id, id)",
  "CREATE INDEX tasks_by_instance ON tasks (instance_id, id)",
];
