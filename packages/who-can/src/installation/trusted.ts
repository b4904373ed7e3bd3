/** Whom a resource's policy lets in, by name: what an index of trust is made of. */
import type { CompiledPolicySet, PrincipalEntry, Statement } from "@rolecall/policy";

/** Those whom Allow statements name; whether they get in is the engine's to say. */
export interface Trusted {
  /** ARNs and unique ids, accounts excepted. */
  readonly names: ReadonlySet<string>;
  readonly accountIds: ReadonlySet<string>;
  /** Everybody, or everybody but some. */
  readonly isOpen: boolean;
  readonly services: ReadonlySet<string>;
  readonly providers: ReadonlySet<string>;
  /** Of roles, by account and role name (`111122223333/Deployer`): names of sessions that are let in by themselves. */
  readonly sessions: ReadonlyMap<string, readonly string[]>;
  /** Whom any statement names, of either effect: of two who are alike in all else they tell one from the other. */
  readonly told: ReadonlySet<string>;
  /** A statement is about everybody but some: whoever asks is asked about by itself. */
  readonly tellsAll: boolean;
}

const ACCOUNT = /^(?:(\d{12})|arn:[^:]*:iam::(\d{12}):root)$/;

/** The account that a name of a Principal element stands for. */
export function accountNamed(name: string): string | undefined {
  const [, digits, arnDigits] = ACCOUNT.exec(name) ?? [];
  return digits ?? arnDigits;
}

export function trustedBy(set: CompiledPolicySet): Trusted {
  const statements = set.policies.flatMap(({ policy }) => policy.statements);
  const allowing = statements.filter(({ effect }) => effect === "Allow");
  const entries = allowing.flatMap(entriesOf);
  const aws = entries.filter(({ type }) => type === "AWS").map(({ value }) => value);
  const accountIds = new Set(aws.map(accountNamed).filter((id) => id !== undefined));
  const names = aws.filter((name) => name !== "*" && accountNamed(name) === undefined);
  const of = (type: PrincipalEntry["type"]) =>
    new Set(entries.filter((entry) => entry.type === type).map(({ value }) => value));
  return {
    names: new Set(names),
    accountIds,
    isOpen: allowing.some(isOpen) || aws.includes("*"),
    services: of("Service"),
    providers: of("Federated"),
    told: new Set(statements.flatMap(({ principal }) => principal?.entries.map(({ value }) => value) ?? [])),
    sessions: sessionsAmong(names),
    tellsAll: statements.some(({ principal }) => principal?.negated === true),
  };
}

const SESSION = /^arn:[^:]*:sts::(\d{12}):assumed-role\/([^/]+)\/(.+)$/;

function sessionsAmong(names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = names.flatMap((name) => {
    const [, accountId, roleName, sessionName] = SESSION.exec(name) ?? [];
    return sessionName === undefined ? [] : [{ role: `${accountId}/${roleName}`, sessionName }];
  });
  const byRole = Map.groupBy(found, ({ role }) => role);
  return new Map([...byRole].map(([role, each]) => [role, each.map(({ sessionName }) => sessionName)]));
}

function entriesOf({ principal }: Statement): readonly PrincipalEntry[] {
  return principal === undefined || principal.negated ? [] : principal.entries;
}

function isOpen({ principal }: Statement): boolean {
  return principal === undefined || principal.negated || principal.everyone;
}

/** Whether a statement allows the action in some circumstances. */
export function mayAllow(set: CompiledPolicySet, action: string): boolean {
  return set.policies.some(({ statements }) =>
    statements.some((statement) => !statement.isDeny && statement.matchesAction(action)),
  );
}
