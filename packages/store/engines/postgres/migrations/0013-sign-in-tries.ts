/** How often somebody tried to sign in. Versions before can work beside it. */
export const signInTries: readonly string[] = [
  `CREATE TABLE sign_in_tries (
  id text COLLATE "C" PRIMARY KEY,
  counted_from bigint NOT NULL,
  tries bigint NOT NULL,
  locked_until bigint,
  locks bigint NOT NULL,
  expires_at bigint NOT NULL
)`,
  "CREATE INDEX sign_in_tries_by_end ON sign_in_tries (expires_at)",
];
