import type { CompiledPolicySet } from "../compile/policy-set.ts";
import { ALLOWED, DENIED, type Grant, NOTHING, type Verdict } from "../compile/verdict.ts";
import type { PartialQuestion } from "./partial-question.ts";
import { PartialStatement } from "./partial-statement.ts";
import { FALSE, TRUE } from "./truth.ts";

/** An Allow of which it is unknown whether it applies, and what it grants then. */
export interface UnsureAllow {
  readonly statement: PartialStatement;
  readonly grant: Grant;
}

/** What the policies of one set say of a request of which some is unknown: between what, and why that is not settled. */
export class PartialVerdict {
  readonly deniesSurely: boolean;
  /** Denials of which it is unknown whether they apply. */
  readonly unsureDenies: readonly PartialStatement[];
  /** What is granted in every completion. */
  readonly leastGrant: Grant;
  /** Those that may grant more. */
  readonly unsureAllows: readonly UnsureAllow[];

  constructor(set: CompiledPolicySet, question: PartialQuestion) {
    const plan = set.planFor(question.action);
    const unsureDenies: PartialStatement[] = [];
    const unsureAllows: UnsureAllow[] = [];
    let deniesSurely = plan.settled === DENIED;
    let least: Grant = plan.settled === ALLOWED ? ALLOWED : NOTHING;
    for (const compiled of plan.unsettled) {
      const statement = PartialStatement.of(compiled);
      const grant = statement.grantTo(question.principal);
      if (grant === NOTHING || (!statement.isDeny && grant <= least)) continue;
      const truth = statement.truth(question);
      if (truth === FALSE) continue;
      if (statement.isDeny && truth === TRUE) deniesSurely = true;
      else if (statement.isDeny) unsureDenies.push(statement);
      else if (truth === TRUE) least = grant;
      else unsureAllows.push({ statement, grant });
    }
    this.deniesSurely = deniesSurely;
    this.unsureDenies = unsureDenies;
    this.leastGrant = least;
    this.unsureAllows = unsureAllows.filter(({ grant }) => grant > least);
  }

  /** If all that is unknown turns out against the request. */
  get worst(): Verdict {
    return this.deniesSurely || this.unsureDenies.length > 0 ? DENIED : this.leastGrant;
  }

  /** If it turns out for it. */
  get best(): Verdict {
    return this.deniesSurely ? DENIED : this.greatestGrant;
  }

  get greatestGrant(): Grant {
    return this.unsureAllows.reduce<Grant>(
      (most, { grant }) => (grant > most ? grant : most),
      this.leastGrant,
    );
  }
}
