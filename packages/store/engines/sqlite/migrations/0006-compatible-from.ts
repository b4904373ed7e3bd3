/**
 * Which older versions can work on the tables: processes of two versions run side by side. `number` is that of which it was said;
 * of another number nothing is known.
 */
export const compatibleFrom = /* sql */ `
CREATE TABLE schema_compatibility (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  number INTEGER NOT NULL,
  compatible_from INTEGER NOT NULL
) STRICT;
INSERT INTO schema_compatibility (one, number, compatible_from) VALUES (1, 6, 6);
`;
