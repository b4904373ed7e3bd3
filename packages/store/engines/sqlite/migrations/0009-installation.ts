/**
 * What an installation was made as. No version before can work on one that was made for another partition: it would read its
 * ARNs as those of strangers.
 */
export const installation = `
CREATE TABLE installation (
  partition TEXT PRIMARY KEY CHECK (partition IN ('aws', 'aws-cn', 'aws-us-gov')),
  place TEXT NOT NULL UNIQUE CHECK (place = 'here')
) STRICT;
`;
