import type { Position } from "@rolecall/contracts/iam";
import { type CompiledPolicy, locate } from "@rolecall/policy";
import type { SourcePolicy } from "./source-policy.ts";

/** Where a statement stands in its document. */
export interface StatementPosition {
  readonly StartPosition: Position;
  readonly EndPosition: Position;
}

/** INVARIANT: worked out once for a policy, in time linear in its text, for as long as there is its compiled form. */
const known = new WeakMap<CompiledPolicy, readonly StatementPosition[]>();

/** Of each statement of a policy, by its index. */
export function statementPositions({ policy, text }: SourcePolicy): readonly StatementPosition[] {
  const found = known.get(policy) ?? locateStatements(policy, text);
  known.set(policy, found);
  return found;
}

/**
 * Recorded: a statement starts where the one before it ended, the first where the list began, and one that is in no list just after
 * its brace; it ends just after its brace. Lines and columns count from 1.
 */
function locateStatements({ policy }: CompiledPolicy, text: string): readonly StatementPosition[] {
  const walk = new TextWalk(text);
  return policy.statements.map(({ span, index }) => {
    const StartPosition = walk.to(index === 0 ? firstStart(text, span.start) : walk.offset);
    return { StartPosition, EndPosition: walk.to(span.end) };
  });
}

/** Behind the bracket that opens the list, or behind the brace where there is none. */
function firstStart(text: string, brace: number): number {
  let at = brace;
  while (at > 0 && /\s/.test(text[at - 1] as string)) at--;
  return text[at - 1] === "[" ? at : brace + 1;
}

/** Goes through a text once, telling where it is. */
class TextWalk {
  offset = 0;
  #line = 1;
  #column = 1;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  to(offset: number): Position {
    const { line, column } = locate(this.#text.slice(this.offset, offset), offset - this.offset);
    this.#column = line === 1 ? this.#column + column - 1 : column;
    this.#line += line - 1;
    this.offset = offset;
    return { Line: this.#line, Column: this.#column };
  }
}
