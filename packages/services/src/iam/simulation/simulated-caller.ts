import { SERVICE_LINKED_PATH } from "@rolecall/access";
import { type AccountId, formatArn, parseArn } from "@rolecall/names";
import type { RequestPrincipal } from "@rolecall/policy";
import { iamError } from "../error.ts";

/** Who asks in a simulation, and the condition keys that AWS fills from it, in lower case. */
export interface SimulatedCaller {
  readonly accountId: string;
  readonly principal: RequestPrincipal;
  readonly context: ReadonlyMap<string, string>;
}

/** Recorded: what `aws:userid` is where nobody is said to ask. */
const NOBODY = "STUB_PRINCIPAL_FOR_POLICY_SIMULATOR";

/** Nobody in particular of the account of whoever calls. */
export function nobody(accountId: AccountId): SimulatedCaller {
  const context = new Map([
    ["aws:principalaccount", accountId as string],
    ["aws:userid", NOBODY],
  ]);
  return { accountId, principal: { kind: "user", accountId, arn: NOBODY, id: NOBODY }, context };
}

/**
 * A user, group or role, which need not be there. Recorded: its user id is its ARN, whatever it has for one; a group asks as a user of
 * that name would that has none.
 * @param id the unique id by which resources' policies may name it; its ARN where it is not known
 * @throws InvalidInput where the ARN is another's
 */
export function simulatedCaller(arn: string, id = arn): SimulatedCaller {
  const user = parseArn("user", arn);
  const role = user === undefined ? parseArn("role", arn) : undefined;
  const entity = user ?? role ?? parseArn("group", arn);
  if (entity === undefined) throw invalidEntityArn(arn);
  const { accountId } = entity;
  const context = new Map<string, string>([
    ["aws:principalarn", arn],
    ["aws:principalaccount", accountId],
    ["aws:userid", arn],
  ]);
  if (user !== undefined) context.set("aws:username", user.name);
  const principal: RequestPrincipal =
    role === undefined ? { kind: "user", accountId, arn, id } : roleSession(arn, id, role);
  return { accountId, principal, context };
}

/** A session of the role that has no name, so that no policy can name it and not the role. */
function roleSession(
  roleArn: string,
  roleId: string,
  { accountId, name, path }: { readonly accountId: AccountId; readonly name: string; readonly path: string },
): RequestPrincipal {
  return {
    kind: "roleSession",
    accountId,
    arn: formatArn("assumed-role", { accountId, name, sessionName: "" }),
    id: `${roleId}:`,
    roleArn,
    roleId,
    serviceLinked: path.startsWith(SERVICE_LINKED_PATH),
  };
}

export function invalidEntityArn(arn: string): Error {
  return iamError("InvalidInput", `Invalid Entity Arn: ${arn} does not clearly define entity type and name.`);
}
