import { administer } from "../../packages/store/engines/postgres/server.test-support.ts";

/**
 * Of the hosts of a URL the one that writes, as a URL of its own.
 * @throws Error where none does
 */
export async function findWritable(url: string): Promise<string> {
  const [, before = "", hosts = "", rest = ""] = /^([a-z]+:\/\/(?:[^/]*@)?)([^/?]*)(.*)$/.exec(url) ?? [];
  for (const host of hosts.split(",")) {
    const single = `${before}${host}${rest}`;
    const asked = administer(single, "select pg_is_in_recovery() as follows");
    const rows = await asked.catch(() => []);
    if (rows[0]?.follows === false) return single;
  }
  throw new Error("no host of --database writes");
}
