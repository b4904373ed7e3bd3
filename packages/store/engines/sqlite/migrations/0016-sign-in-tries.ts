/** How often somebody tried to sign in. Versions before can work beside it. */
export const signInTries = `
CREATE TABLE sign_in_tries (
  id TEXT PRIMARY KEY,
  counted_from INTEGER NOT NULL,
  tries INTEGER NOT NULL,
  locked_until INTEGER,
  locks INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sign_in_tries_by_end ON sign_in_tries (expires_at);
`;
