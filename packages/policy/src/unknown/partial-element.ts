import type { PatternToken } from "../arn/piece.ts";
import { readResourceTokens } from "../arn/resource-pattern.ts";
import type { CompiledStatement } from "../compile/compiled-statement.ts";
import { isAboutEverything } from "../compile/resource-matcher.ts";
import { matchesEvery, mayMatch } from "./glob-pair.ts";
import type { PartialQuestion } from "./partial-question.ts";
import { FALSE, MAYBE, not, TRUE, type Truth } from "./truth.ts";
import type { WatchedContext } from "./watched-context.ts";
import {
  isUnknown,
  lacksValue,
  resolveGlob,
  type WrittenVariable,
  writtenVariables,
} from "./written-variable.ts";

/** The name under which a decision says that it hangs on the resource. */
export const RESOURCE_NAME = "resource";

/** A value of Resource or NotResource. */
interface PartialPattern {
  readonly tokens: readonly PatternToken[];
  readonly variables: readonly WrittenVariable[];
}

/** Resource or NotResource of a statement, asked in part. */
export class PartialElement {
  private readonly statement: CompiledStatement;
  private readonly isEverything: boolean;
  /** Made when first needed. */
  private compiledPatterns: readonly PartialPattern[] | undefined;

  constructor(statement: CompiledStatement) {
    this.statement = statement;
    this.isEverything = isAboutEverything(statement.source.resource);
  }

  truth(question: PartialQuestion): Truth {
    if (this.isEverything) return TRUE;
    const settled = question.knownResource === undefined ? undefined : this.askRules(question);
    if (settled !== undefined) return settled;
    let listed: Truth = FALSE;
    for (const pattern of this.patterns) {
      const truth = truthOfPattern(pattern, question);
      if (truth > listed) listed = truth;
      if (listed === TRUE) break;
    }
    return this.statement.source.resource?.negated === true ? not(listed) : listed;
  }

  /**
   * The variables that are unknown and may decide, as the policy writes them, and "resource" where it does: beside an unknown variable it
   * does, for the variable may stand for more of the resource than is known.
   */
  unknownNames(question: PartialQuestion): readonly string[] {
    if (this.isEverything) return [];
    const inDoubt = this.patterns.filter((pattern) => truthOfPattern(pattern, question) === MAYBE);
    const variables = inDoubt.flatMap(({ variables: all }) =>
      all.filter((variable) => isUnknown(variable, question.context)).map(({ name }) => name),
    );
    return inDoubt.length > 0 && question.knownResource === undefined
      ? [RESOURCE_NAME, ...variables]
      : variables;
  }

  /** What the two-valued rules say of a resource that is known; undefined where an unknown variable decides. */
  private askRules({ context, knownResource }: PartialQuestion): Truth | undefined {
    let isInDoubt = false;
    for (const { resource } of this.statement.rules) {
      context.forget();
      const matches = resource.matches(knownResource!, context);
      if (context.wasAskedUnknown) isInDoubt = true;
      else if (matches) return TRUE;
    }
    return isInDoubt ? undefined : FALSE;
  }

  private get patterns(): readonly PartialPattern[] {
    const { language, source } = this.statement;
    this.compiledPatterns ??= (source.resource?.values ?? []).flatMap((value) => {
      const tokens = readResourceTokens(value, language);
      if (tokens === undefined) return [];
      return [
        {
          tokens,
          variables: writtenVariables(
            value,
            tokens.map(({ token }) => token),
          ),
        },
      ];
    });
    return this.compiledPatterns;
  }
}

function truthOfPattern(pattern: PartialPattern, { context, resource }: PartialQuestion): Truth {
  if (hasLackingVariable(pattern, context)) return FALSE;
  const glob = resolveGlob(pattern.tokens, context);
  if (!mayMatch(glob, resource)) return FALSE;
  const isSettled = !pattern.variables.some((variable) => isUnknown(variable, context));
  return isSettled && matchesEvery(glob, resource) ? TRUE : MAYBE;
}

function hasLackingVariable({ variables }: PartialPattern, context: WatchedContext): boolean {
  return variables.some((variable) => lacksValue(variable, context));
}
