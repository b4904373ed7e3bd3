import type { IdentifiedCaller } from "@rolecall/access";
import { csrfTokenOf } from "@rolecall/credentials";
import { type AccountId, parseArn } from "@rolecall/names";
import type { LiveSession } from "@rolecall/sign-in";
import type { AccountRecord, ReadTransaction, Store } from "@rolecall/store";

/** What the page is told of who is signed in. */
export async function showSession(store: Store, live: LiveSession, secret: string): Promise<object> {
  return { identity: await store.read((tx) => showIdentity(tx, live)), csrfToken: csrfTokenOf(secret) };
}

async function showIdentity(tx: ReadTransaction, { record, original, caller }: LiveSession) {
  const account = await tx.accounts.byId(caller.accountId);
  const { role } = record;
  const ends = Math.min(record.expiresAt, (caller.session?.expiresAtSeconds ?? Infinity) * 1000);
  const idleEnds = record.lastSeenAt + record.idleMs;
  return {
    ...showCaller(caller, account),
    accountName: account?.name,
    ...(role !== undefined && {
      original: showCaller(original, await tx.accounts.byId(original.accountId)),
      displayName: role.displayName,
      color: role.color,
    }),
    isMfa: original.session?.mfaAuthenticatedAtSeconds !== undefined,
    signedInAt: isoTime(record.signedInAt),
    expiresAt: isoTime(ends),
    ...(idleEnds < ends && { idleExpiresAt: isoTime(idleEnds) }),
    sessionId: record.id,
  };
}

function showCaller(caller: IdentifiedCaller, account: AccountRecord | undefined) {
  const { arn, accountId } = caller;
  return {
    ...nameOf(caller, account),
    arn,
    accountId: accountId satisfies AccountId,
    accountAlias: account?.alias,
  };
}

function nameOf(caller: IdentifiedCaller, account: AccountRecord | undefined) {
  switch (caller.kind) {
    case "root":
      return { kind: "root", name: account?.email ?? "root" };
    case "user":
      return { kind: "user", name: caller.userName };
    case "roleSession": {
      const name = parseArn("role", caller.roleArn)?.name ?? "";
      return { kind: "role", name, sessionName: caller.session.sessionName };
    }
    case "federatedUser":
      return { kind: "federatedUser", name: caller.session.sessionName ?? caller.arn.split("/").at(-1) };
    case "serviceSession":
      throw new Error("A service signs in to no console.");
  }
}

export function isoTime(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
