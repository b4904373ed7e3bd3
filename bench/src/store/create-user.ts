import type { UserRecord } from "@rolecall/store";
import type { PostgresStore } from "@rolecall/store/postgres";

/** As CreateUser asks: whether the name is free, and how many there are. */
export function createUser(store: PostgresStore, user: UserRecord): Promise<void> {
  const { accountId, name } = user;
  return store.write(
    async (tx) => {
      const [taken, counts] = await Promise.all([
        tx.users.byName(accountId, name),
        tx.accounts.counts(accountId),
      ]);
      if (taken !== undefined) throw new Error("it is there");
      if (counts.users > 1e6) throw new Error("too many");
      await tx.users.insert(user);
    },
    { accountId },
  );
}
