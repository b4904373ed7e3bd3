/**
 * Who can do something, found by asking the engine of every principal, every role and every way: no index, no walk back, no three values.
 * What is not known of a request is tried, value by value.
 */
import {
  type CompiledPolicySet,
  type ContextValue,
  compilePolicy,
  compilePolicySet,
  decide,
  type PolicyLayers,
  principalContext,
  type RequestPrincipal,
} from "@rolecall/policy";
import type { Way } from "./graph/way.ts";
import type {
  Installation,
  SnapshotAccount,
  SnapshotRole,
  SnapshotUser,
} from "./installation/installation.ts";

type Rank = 0 | 1 | 2 | 3;
const STATES = ["open", "needs", "stopped", undefined] as const;
export type Found = (typeof STATES)[number];

type Origin = "user" | "session" | "token" | "any";

export type Asker =
  | { readonly kind: "user"; readonly account: SnapshotAccount; readonly user: SnapshotUser }
  | {
      readonly kind: "role";
      readonly account: SnapshotAccount;
      readonly role: SnapshotRole;
      readonly origin: Origin;
    }
  | { readonly kind: "service"; readonly name: string }
  | { readonly kind: "provider"; readonly name: string };

/** Of whom or what is asked: to become a role, or the question itself. */
interface Thing {
  readonly action: string;
  readonly resource: string;
  readonly account?: SnapshotAccount;
  readonly role?: SnapshotRole;
}

/** Values of keys that are not known: the first one helps. */
const TRIED: Readonly<Record<string, readonly (string | undefined)[]>> = {
  "sts:externalid": ["x", undefined],
  "aws:sourceip": ["192.0.2.7", "203.0.113.7"],
};
const MFA: Readonly<Record<Origin, readonly (string | undefined)[]>> = {
  user: ["true", "false"],
  session: ["false"],
  token: [undefined],
  any: ["true", "false", undefined],
};

const MAX_ROLES = 5;

export class BruteForce {
  readonly #installation: Installation;
  readonly #question: Thing;
  readonly #known = new Map<string, Rank>();

  constructor(installation: Installation, question: Pick<Thing, "action" | "resource">) {
    this.#installation = installation;
    this.#question = question;
  }

  /** Without a role between. */
  direct(asker: Asker): Found {
    return STATES[this.#rank(asker, this.#question)];
  }

  /** With this role as the first one; undefined where no way begins so. */
  by(asker: Asker, account: SnapshotAccount, role: SnapshotRole): Found {
    return STATES[this.#worst(asker, { account, role }, MAX_ROLES)];
  }

  #worst(asker: Asker, to: { account: SnapshotAccount; role: SnapshotRole }, left: number): Rank {
    if (left === 0) return 3;
    const step = this.#rank(asker, becoming(asker, to.account, to.role));
    if (step === 3) return 3;
    const then = this.#best({ kind: "role", ...to, origin: originAfter(asker) }, left - 1);
    return Math.max(step, then) === 3 ? 3 : (Math.max(step, then) as Rank);
  }

  /** From a session, the best of all ways on. */
  #best(asker: Asker & { kind: "role" }, left: number): Rank {
    const key = `best ${asker.role.arn} ${asker.origin} ${left}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    let best = this.#rank(asker, this.#question);
    for (const account of this.#installation.accounts) {
      for (const role of account.roles) {
        if (best === 0 || left === 0) break;
        if (role === asker.role) continue;
        best = Math.min(best, this.#worst(asker, { account, role }, left)) as Rank;
      }
    }
    this.#known.set(key, best);
    return best;
  }

  #rank(asker: Asker, thing: Thing): Rank {
    const who =
      asker.kind === "user"
        ? asker.user.arn
        : asker.kind === "role"
          ? `${asker.role.arn} ${asker.origin}`
          : asker.name;
    const key = `${who} ${thing.action} ${thing.resource}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const rank = this.#judge(asker, thing);
    this.#known.set(key, rank);
    return rank;
  }

  #judge(asker: Asker, thing: Thing): Rank {
    const layers = layersOf(asker, thing);
    const plain = this.#try(asker, thing, layers, [undefined]);
    if (plain.every((allowed) => allowed)) return 0;
    const all = this.#try(asker, thing, layers, SESSION_NAMES);
    if (all.some((allowed) => allowed)) return 1;
    const granted = this.#try(asker, thing, grantsAlone(layers), SESSION_NAMES);
    return granted.some((allowed) => allowed) ? 2 : 3;
  }

  /** Whether it is allowed, for each thing that could be. */
  #try(
    asker: Asker,
    thing: Thing,
    layers: PolicyLayers,
    names: readonly (string | undefined)[],
  ): readonly boolean[] {
    const mfa = asker.kind === "user" ? MFA.any : asker.kind === "role" ? MFA[asker.origin] : [undefined];
    const answers: boolean[] = [];
    for (const name of asker.kind === "role" ? names : [undefined])
      for (const code of mfa)
        for (const external of TRIED["sts:externalid"]!)
          for (const address of TRIED["aws:sourceip"]!)
            answers.push(
              isAllowed(asker, thing, layers, {
                name,
                values: {
                  "aws:multifactorauthpresent": code,
                  "sts:externalid": external,
                  "aws:sourceip": address,
                },
              }),
            );
    return answers;
  }

  /** Whether a step is allowed with what it needs, whatever else may be. */
  meetsNeeds(
    asker: Asker,
    to: { account: SnapshotAccount; role: SnapshotRole } | undefined,
    { needs }: Pick<Way["steps"][number], "needs">,
  ): boolean {
    const thing = to === undefined ? this.#question : becoming(asker, to.account, to.role);
    const layers = layersOf(asker, thing);
    const given = new Set(needs.map((key) => key.toLowerCase()));
    const mfa = given.has("aws:multifactorauthpresent")
      ? ["true"]
      : asker.kind === "role"
        ? MFA[asker.origin]
        : MFA.any;
    const valuesOf = (key: string) => (given.has(key) ? TRIED[key]!.slice(0, 1) : TRIED[key]!);
    const names = given.has("sts:rolesessionname") ? ["boss"] : [undefined];
    return mfa.every((code) =>
      valuesOf("sts:externalid").every((external) =>
        valuesOf("aws:sourceip").every((address) =>
          names.some((name) =>
            isAllowed(asker, thing, layers, {
              name,
              values: {
                "aws:multifactorauthpresent": code,
                "sts:externalid": external,
                "aws:sourceip": address,
              },
            }),
          ),
        ),
      ),
    );
  }
}

const SESSION_NAMES = [undefined, "boss"];

function originAfter(asker: Asker): Origin {
  if (asker.kind === "provider") return "token";
  return asker.kind === "user" ? "user" : "session";
}

function becoming(asker: Asker, account: SnapshotAccount, role: SnapshotRole): Thing {
  const action = asker.kind === "provider" ? "sts:AssumeRoleWithWebIdentity" : "sts:AssumeRole";
  return { action, resource: role.arn, account, role };
}

function principalOf(asker: Asker, name = "any"): RequestPrincipal {
  switch (asker.kind) {
    case "user":
      return { kind: "user", accountId: asker.account.id, arn: asker.user.arn, id: asker.user.id };
    case "role": {
      const { account, role } = asker;
      return {
        kind: "roleSession",
        accountId: account.id,
        arn: `arn:aws:sts::${account.id}:assumed-role/${role.name}/${name}`,
        id: `${role.id}:${name}`,
        roleArn: role.arn,
        roleId: role.id,
        serviceLinked: role.isServiceLinked,
      };
    }
    case "service":
      return { kind: "service", service: asker.name };
    case "provider":
      return { kind: "federated", provider: asker.name };
  }
}

interface Tried {
  readonly name: string | undefined;
  readonly values: Readonly<Record<string, string | undefined>>;
}

function isAllowed(
  asker: Asker,
  { action, resource, account }: Thing,
  layers: PolicyLayers,
  { name, values }: Tried,
): boolean {
  const principal = principalOf(asker, name);
  const own = "account" in asker ? asker.account : undefined;
  const owner = account ?? own;
  const context = new Map<string, ContextValue>(Object.entries(principalContext(principal)));
  const tags = asker.kind === "user" ? asker.user.tags : asker.kind === "role" ? asker.role.tags : new Map();
  for (const [key, value] of tags) context.set(`aws:principaltag/${key}`, value);
  if (own?.place !== undefined) context.set("aws:principalorgid", own.place.organizationId);
  for (const [key, value] of Object.entries(values)) if (value !== undefined) context.set(key, value);
  const request = { principal, action, resource, resourceAccountId: owner?.id ?? "none", context };
  return decide(request, layers).decision === "allowed";
}

function layersOf(asker: Asker, { action, account, role }: Thing): PolicyLayers {
  const own = "account" in asker ? asker.account : undefined;
  const policies = asker.kind === "user" ? asker.user : asker.kind === "role" ? asker.role : undefined;
  const serviceControl = own?.place?.serviceControl?.about(action);
  const resourceControl = (account ?? own)?.place?.resourceControl?.about(action);
  return {
    ...(policies !== undefined && { identity: policies.identity }),
    ...(policies?.boundary !== undefined && { boundary: policies.boundary }),
    ...(serviceControl !== undefined && { serviceControl }),
    ...(resourceControl !== undefined && { resourceControl }),
    ...(role !== undefined && { resource: role.trust, resourcePolicyRequired: true }),
  };
}

function grantsAlone({ identity, resource, resourcePolicyRequired }: PolicyLayers): PolicyLayers {
  return {
    ...(identity !== undefined && { identity: allowsOf(identity) }),
    ...(resource !== undefined && { resource: allowsOf(resource) }),
    ...(resourcePolicyRequired !== undefined && { resourcePolicyRequired }),
  };
}

const allowing = new WeakMap<CompiledPolicySet, CompiledPolicySet>();

function allowsOf(set: CompiledPolicySet): CompiledPolicySet {
  const made = allowing.get(set) ?? makeAllowing(set);
  allowing.set(set, made);
  return made;
}

function makeAllowing(set: CompiledPolicySet): CompiledPolicySet {
  return compilePolicySet(
    set.policies.map(({ policy }) =>
      compilePolicy({ ...policy, statements: policy.statements.filter(({ effect }) => effect === "Allow") }),
    ),
  );
}
