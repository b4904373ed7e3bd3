/**
 * Which older versions can work on the tables: processes of two versions run side by side. `number` is that of which it was said; of
 * another number nothing is known. Not in `rolecall_schema`: who starts at the same time waits for a row of that, and would be
 * waited for.
 */
export const compatibleFrom: readonly string[] = [
  "CREATE TABLE schema_compatibility (one bigint PRIMARY KEY CHECK (one = 1), number bigint NOT NULL, compatible_from bigint NOT NULL)",
  "INSERT INTO schema_compatibility (one, number, compatible_from) VALUES (1, 3, 3)",
];
