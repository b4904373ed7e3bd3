/** Ways without a role between: by somebody's own policies, a group's, or the right to edit them. */
import {
  type CompiledPolicy,
  type CompiledPolicySet,
  compilePolicy,
  compilePolicySet,
} from "@rolecall/policy";
import type { SnapshotUser } from "../installation/installation.ts";
import { groupsOf } from "../installation/installation-index.ts";
import type { RoleNode, UserNode } from "../installation/node.ts";
import { mayAllow } from "../installation/trusted.ts";
import type { Actor } from "../judge/actor.ts";
import { EVERYTHING, type Judge } from "../judge/judge.ts";
import { both, type Judgement } from "../judge/judgement.ts";
import { subjectOf } from "../judge/subject.ts";
import { askInAnyName, best, type Inquiry } from "./inquiry.ts";

export interface DirectWay {
  readonly judgement: Judgement;
  /** A group, or the right to edit. */
  readonly through: readonly string[];
  /** The right that is used first. */
  readonly edit?: { readonly action: string; readonly resource: string; readonly judgement: Judgement };
}

export class DirectWays {
  readonly #inquiry: Inquiry;
  readonly #judge: Judge;
  readonly #parts = new Map<number, readonly Part[]>();
  readonly #edits = new Map<string, Judge>();

  constructor(inquiry: Inquiry, judge: Judge) {
    this.#inquiry = inquiry;
    this.#judge = judge;
  }

  /** Each of them, the most open ones first among those of a kind. */
  of(actor: Actor): readonly DirectWay[] {
    const found = this.#granted(actor);
    const isOpen = found.some(({ judgement }) => judgement.state === "open");
    if (isOpen || this.#inquiry.options.couldGive !== true) return found;
    const edit = this.#edit(actor);
    return edit === undefined ? found : [...found, edit];
  }

  #granted(actor: Actor): readonly DirectWay[] {
    const judgement = askInAnyName(this.#judge, actor);
    if (judgement === undefined) return [];
    const whole = [{ judgement, through: [] }];
    const { node } = actor;
    if (node.kind !== "user" || groupsOf(node.user.sources).length === 0) return whole;
    // What the resource's own policy gives comes by no group.
    if (this.#judge.askWith(actor, { ...node.user, identity: NOTHING }) !== undefined) return whole;
    const ways = this.#partsOf(node).flatMap(({ through, identity }) => {
      const own = this.#judge.askWith(actor, { ...node.user, identity });
      return own === undefined ? [] : [{ judgement: own, through }];
    });
    return ways.length === 0 ? whole : ways;
  }

  #partsOf(node: UserNode): readonly Part[] {
    const known = this.#parts.get(node.alike);
    if (known !== undefined) return known;
    const parts = partsOf(node.user);
    this.#parts.set(node.alike, parts);
    return parts;
  }

  /** Whoever may edit its own policies could give itself what nothing else stops. */
  #edit(actor: Actor): DirectWay | undefined {
    const { node } = actor;
    if (node.kind !== "user" && node.kind !== "role") return undefined;
    const { identity, ...limits } = node.kind === "user" ? node.user : node.role;
    if (!EDITS.some((action) => mayAllow(identity, action))) return undefined;
    const then = this.#judge.askWith(actor, { ...limits, identity: EVERYTHING });
    if (then === undefined) return undefined;
    const rights = editable(node).flatMap(({ action, resource }) => {
      const right = this.#mayEdit(actor, action, resource);
      return right === undefined ? [] : [{ action, resource, judgement: right }];
    });
    const chosen = best(rights.map(({ judgement }) => judgement));
    const edit = rights.find(({ judgement }) => judgement === chosen);
    if (edit === undefined) return undefined;
    return { judgement: both(edit.judgement, then), through: [edit.action], edit };
  }

  #mayEdit(actor: Actor, action: string, resource: string): Judgement | undefined {
    const key = `${action} ${resource}`;
    const known = this.#edits.get(key);
    const { index } = this.#inquiry;
    const { given: context } = this.#judge.subject;
    const judge = known ?? this.#inquiry.judge(subjectOf(index, { action, resource, context }));
    this.#edits.set(key, judge);
    return judge.ask(actor);
  }
}

const NOTHING: CompiledPolicySet = compilePolicySet([]);

const OF_USER = ["iam:PutUserPolicy", "iam:AttachUserPolicy"];
const OF_ROLE = ["iam:PutRolePolicy", "iam:AttachRolePolicy"];
const OF_GROUP = ["iam:PutGroupPolicy", "iam:AttachGroupPolicy"];
const OF_POLICY = ["iam:CreatePolicyVersion"];
const EDITS: readonly string[] = [...OF_USER, ...OF_ROLE, ...OF_GROUP, ...OF_POLICY];

/** What policies of somebody's own are in, with what edits them. Source: IAM User Guide, "Actions for IAM". */
function editable(node: UserNode | RoleNode) {
  const { arn, sources } = node.kind === "user" ? node.user : node.role;
  const of = (actions: readonly string[], resource: string) =>
    actions.map((action) => ({ action, resource }));
  const groups = groupsOf(sources).flatMap((group) => of(OF_GROUP, group));
  const managed = new Set(sources.filter(({ layer }) => layer === "identity").map((source) => source.arn));
  const own = [...managed].filter((each) => each?.split(":")[4] === node.account.id) as string[];
  return [
    ...of(node.kind === "user" ? OF_USER : OF_ROLE, arn),
    ...groups,
    ...own.flatMap((policy) => of(OF_POLICY, policy)),
  ];
}

/** The policies of a user itself, or of one of its groups, within all that any of them denies. */
interface Part {
  readonly through: readonly string[];
  readonly identity: CompiledPolicySet;
}

function partsOf({ arn, sources }: SnapshotUser): readonly Part[] {
  const own = sources.filter(({ layer }) => layer === "identity");
  return [arn, ...groupsOf(sources)].map((owner) => ({
    through: owner === arn ? [] : [owner],
    identity: compilePolicySet(
      own.map(({ attachedTo, policy }) => (attachedTo === owner ? policy : denialsOf(policy))),
    ),
  }));
}

const denials = new WeakMap<CompiledPolicy, CompiledPolicy>();

function denialsOf(compiled: CompiledPolicy): CompiledPolicy {
  const known = denials.get(compiled);
  if (known !== undefined) return known;
  const { policy } = compiled;
  const statements = policy.statements.filter(({ effect }) => effect === "Deny");
  const denying = compilePolicy({ ...policy, statements });
  denials.set(compiled, denying);
  return denying;
}
