/** Whose sign-in an operation is about: a user's of the caller's account, or its root user's. */
import type { TriedIdentity } from "@rolecall/access";
import { formatArn, rootUserId, type UniqueId } from "@rolecall/names";
import type { Call, On } from "@rolecall/operations";
import type { ReadTransaction, UserRecord } from "@rolecall/store";
import { invalidInput, notFound } from "../error.ts";

interface Naming {
  readonly UserName?: string | undefined;
}

export type Found =
  | { readonly kind: "root" }
  | { readonly kind: "user"; readonly name: string; readonly record: UserRecord | undefined };

/** Somebody who may sign in. */
export type Signer =
  | { readonly kind: "root"; readonly id: UniqueId }
  | { readonly kind: "user"; readonly id: UniqueId; readonly userName: string };

/** Without a UserName: the caller's own. */
export const signer: On<Naming, Found, Signer> = {
  async find({ input, caller, tx }) {
    const { UserName: name } = input;
    if (name !== undefined)
      return { kind: "user", name, record: await tx.users.byName(caller.accountId, name) };
    if (caller.kind === "root") return { kind: "root" };
    if (caller.kind !== "user") throw invalidInput("A UserName is needed where no user calls.");
    return { kind: "user", name: caller.userName, record: await tx.users.byId(caller.id) };
  },
  permission(call, found) {
    const { accountId } = call.caller;
    if (found.kind === "root") return { resource: formatArn("root", { accountId }) };
    const { name, record } = found;
    return {
      resource: formatArn("user", record ?? { accountId, path: "/", name }),
      resourceName: `user ${name}`,
      ...(record !== undefined && { resourceTags: record.tags }),
    };
  },
  take: takeSigner,
};

export function takeSigner(found: Found, { caller }: Pick<Call<unknown, ReadTransaction>, "caller">): Signer {
  if (found.kind === "root") return { kind: "root", id: rootUserId(caller.accountId) };
  if (found.record === undefined) throw notFound(`user ${found.name}`);
  return { kind: "user", id: found.record.id, userName: found.record.name };
}

export function triedIdentityOf(
  signer: Signer,
  { caller }: Pick<Call<unknown, ReadTransaction>, "caller">,
): TriedIdentity {
  return signer.kind === "root"
    ? { kind: "root", accountId: caller.accountId }
    : { kind: "user", userId: signer.id };
}
