/**
 * What is kept of machines that get their credentials here. No version before can work on it: it would take sessions without the
 * condition keys of where they were delivered, and so without what policies deny by them.
 */
export const machines = /* sql */ `
ALTER TABLE instances ADD COLUMN name TEXT;
ALTER TABLE instances ADD COLUMN region TEXT NOT NULL DEFAULT 'us-east-1';
ALTER TABLE instances ADD COLUMN description TEXT NOT NULL DEFAULT '{}';
ALTER TABLE instances ADD COLUMN metadata_options TEXT NOT NULL DEFAULT '{"httpTokens":"required","httpPutResponseHopLimit":1,"isEndpointEnabled":true,"areTagsEnabled":false}';
ALTER TABLE instances ADD COLUMN public_key TEXT;
ALTER TABLE instances ADD COLUMN enrolled_at INTEGER;
ALTER TABLE instances ADD COLUMN enrolment TEXT;
ALTER TABLE instances ADD COLUMN user_data TEXT;
CREATE UNIQUE INDEX instances_by_name ON instances (account_id, name) WHERE name IS NOT NULL;
`;
