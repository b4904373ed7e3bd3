/**
 * What an installation was made as. No version before can work on one that was made for another partition: it would read its
 * ARNs as those of strangers.
 */
export const installation: readonly string[] = [
  `CREATE TABLE installation (
  partition text COLLATE "C" PRIMARY KEY CHECK (partition IN ('aws', 'aws-cn', 'aws-us-gov')),
  place text COLLATE "C" NOT NULL UNIQUE CHECK (place = 'here')
)`,
];
