/** The keys that seal what is kept and given out, sealed by master keys; and which processes hold which keys. */
export const dataKeys: readonly string[] = [
  `CREATE TABLE data_keys (
  key_id bigint PRIMARY KEY,
  seals text COLLATE "C" NOT NULL,
  created_at bigint NOT NULL,
  seals_since bigint,
  retired_at bigint,
  resealed_at bigint
)`,
  `CREATE TABLE key_holders (
  id text COLLATE "C" PRIMARY KEY,
  name text COLLATE "C" NOT NULL,
  master_key_ids text COLLATE "C" NOT NULL,
  data_key_ids text COLLATE "C" NOT NULL,
  seen_at bigint NOT NULL
)`,
];
