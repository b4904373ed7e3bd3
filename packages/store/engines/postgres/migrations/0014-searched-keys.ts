/** Searches look at the keys of every user of an account: what they need of one stands in an index. Versions before can work beside it. */
export const searchedKeys: readonly string[] = [
  "CREATE INDEX access_keys_searched ON access_keys (owner_id, status, created_at, id)",
];
