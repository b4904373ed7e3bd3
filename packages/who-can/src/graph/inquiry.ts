/** One question about an installation, with all that has been asked of the engine for it. */

import type { Installation } from "../installation/installation.ts";
import { type InstallationIndex, indexOf } from "../installation/installation-index.ts";
import type { Node, RoleNode } from "../installation/node.ts";
import type { Actor, Origin } from "../judge/actor.ts";
import { type Inquest, Judge } from "../judge/judge.ts";
import { both, type Judgement, rankOf } from "../judge/judgement.ts";
import { type AskedResource, type AssumingAction, assuming, type Subject } from "../judge/subject.ts";

export interface InquiryOptions {
  /** Milliseconds since 1970: when sessions begin. */
  readonly now: number;
  /** Also roles that a service would be given. */
  readonly passRole?: boolean | undefined;
  /** Also the right to edit a policy of one's own. */
  readonly couldGive?: boolean | undefined;
}

export class Inquiry {
  readonly index: InstallationIndex;
  readonly options: InquiryOptions;
  readonly work = { decisions: 0, personal: 0 };
  readonly #asked: Pick<AskedResource, "context">;
  readonly #assuming = new Map<AssumingAction, (Judge | undefined)[]>();

  constructor(installation: Installation, asked: Pick<AskedResource, "context">, options: InquiryOptions) {
    this.index = indexOf(installation);
    this.options = options;
    this.#asked = asked;
  }

  judge(subject: Subject): Judge {
    const inquest: Inquest = { index: this.index, now: this.options.now, work: this.work };
    return new Judge(subject, inquest);
  }

  /** @returns undefined where nothing lets the node become the role */
  assume(node: Node, role: RoleNode, origin: Origin, session?: Actor["session"]): Judgement | undefined {
    return askInAnyName(this.#judgeOf(role, assumingAction(node)), { node, origin, session });
  }

  #judgeOf(role: RoleNode, action: AssumingAction): Judge {
    const judges = this.#assuming.get(action) ?? [];
    this.#assuming.set(action, judges);
    const known = judges[role.place];
    if (known !== undefined) return known;
    const judge = this.judge(assuming(role, action, this.#asked.context));
    judges[role.place] = judge;
    return judge;
  }
}

/** By which operation a node becomes a role. */
export function assumingAction(node: Node): AssumingAction {
  if (node.kind !== "provider") return "sts:AssumeRole";
  const isSaml = node.name.includes(":saml-provider/");
  return isSaml ? "sts:AssumeRoleWithSAML" : "sts:AssumeRoleWithWebIdentity";
}

/** How the session came to be that somebody gets of a role. */
export function originOf({ kind }: Node): Origin {
  if (kind === "provider") return "token";
  return kind === "role" || kind === "service" ? "session" : "user";
}

const A_NAME: Judgement = { state: "needs", needs: ["sts:RoleSessionName"] };

/** Of a role also in the names of sessions that the resource's policy lets in: whoever begins a session may choose its name. */
export function askInAnyName(judge: Judge, actor: Actor): Judgement | undefined {
  const { node } = actor;
  const found = judge.ask(actor);
  const { sessions } = judge.subject.trusted;
  if (node.kind !== "role" || sessions.size === 0 || found?.state === "open") return found;
  const names = sessions.get(`${node.account.id}/${node.role.name}`) ?? [];
  const named = names.map((sessionName) => judge.ask({ ...actor, sessionName }));
  return best([found, ...named.map((each) => each && both(each, A_NAME))]);
}

/** The one that is most open; of those the first. */
export function best(judgements: readonly (Judgement | undefined)[]): Judgement | undefined {
  const found = judgements.filter((each) => each !== undefined);
  return found.reduce<Judgement | undefined>(
    (before, each) => (before === undefined || rankOf(each) < rankOf(before) ? each : before),
    undefined,
  );
}
