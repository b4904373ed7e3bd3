/**
 * What is kept of machines that get their credentials here. No version before can work on it: it would take sessions without the
 * condition keys of where they were delivered, and so without what policies deny by them.
 */
export const machines: readonly string[] = [
  `ALTER TABLE instances ADD COLUMN name text COLLATE "C"`,
  `ALTER TABLE instances ADD COLUMN region text COLLATE "C" NOT NULL DEFAULT 'us-east-1'`,
  `ALTER TABLE instances ADD COLUMN description text COLLATE "C" NOT NULL DEFAULT '{}'`,
  `ALTER TABLE instances ADD COLUMN metadata_options text COLLATE "C" NOT NULL DEFAULT '{"httpTokens":"required","httpPutResponseHopLimit":1,"isEndpointEnabled":true,"areTagsEnabled":false}'`,
  `ALTER TABLE instances ADD COLUMN public_key text COLLATE "C"`,
  `ALTER TABLE instances ADD COLUMN enrolled_at bigint`,
  `ALTER TABLE instances ADD COLUMN enrolment text COLLATE "C"`,
  `ALTER TABLE instances ADD COLUMN user_data text COLLATE "C"`,
  `CREATE UNIQUE INDEX instances_by_name ON instances (account_id, name) WHERE name IS NOT NULL`,
];
