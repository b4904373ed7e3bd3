import type { CompiledStatement } from "../compile/compiled-statement.ts";
import { ALLOWED, ALLOWED_TO_ACCOUNT, ALLOWED_TO_ROLE, type Grant, NOTHING } from "../compile/verdict.ts";
import type { RequestPrincipal } from "../request/request.ts";
import { PartialCondition } from "./partial-condition.ts";
import { PartialElement } from "./partial-element.ts";
import type { PartialQuestion } from "./partial-question.ts";
import { FALSE, MAYBE, type Truth } from "./truth.ts";

const GRANTS = {
  none: NOTHING,
  account: ALLOWED_TO_ACCOUNT,
  role: ALLOWED_TO_ROLE,
  direct: ALLOWED,
} as const;

/** A statement asked in part, about an action that it is about. */
export class PartialStatement {
  readonly isDeny: boolean;
  private readonly statement: CompiledStatement;
  private readonly element: PartialElement;
  private readonly conditions: readonly PartialCondition[];

  private constructor(statement: CompiledStatement) {
    const surroundings = { version: statement.language.version, isDeny: statement.isDeny };
    this.isDeny = statement.isDeny;
    this.statement = statement;
    this.element = new PartialElement(statement);
    this.conditions = statement.conditions.map((condition) => new PartialCondition(condition, surroundings));
  }

  static of(statement: CompiledStatement): PartialStatement {
    const known = made.get(statement);
    if (known !== undefined) return known;
    const partial = new PartialStatement(statement);
    made.set(statement, partial);
    return partial;
  }

  /** How it names the principal, who is known. */
  grantTo(principal: RequestPrincipal): Grant {
    return GRANTS[this.statement.matchPrincipal(principal, false)];
  }

  /** Whether it applies, but for its principal. */
  truth(question: PartialQuestion): Truth {
    let least = this.element.truth(question);
    for (const condition of this.conditions) {
      if (least === FALSE) return FALSE;
      const truth = condition.truth(question.context);
      if (truth < least) least = truth;
    }
    return least;
  }

  /** What is unknown and decides whether it applies, where that is not settled; as the policy writes it. */
  unknownNames(question: PartialQuestion): readonly string[] {
    const inElement = this.element.truth(question) === MAYBE ? this.element.unknownNames(question) : [];
    const inDoubt = this.conditions.filter((condition) => condition.truth(question.context) === MAYBE);
    return [...inElement, ...inDoubt.flatMap((condition) => condition.unknownNames(question.context))];
  }
}

/** As long as the statements live. */
const made = new WeakMap<CompiledStatement, PartialStatement>();
