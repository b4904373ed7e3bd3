import { completeArn } from "../../document/complete-arn.ts";
import type { WarningFinding } from "../../document/finding.ts";
import type { Statement } from "../../document/policy.ts";
import type { Span } from "../../document/span.ts";
import type { ReferenceData } from "../reference-data.ts";
import { matchesName } from "./glob.ts";
import { type LintedPolicy, warn } from "./lint-rule.ts";
import { overlaps, RUN_WITHOUT_COLON, RUN_WITHOUT_SLASH } from "./pattern-overlap.ts";
import { valueSpans } from "./value-spans.ts";

/** Of a document with more than anyone writes, only the beginning is compared: so many characters with one another. */
const WORK_MAX = 5_000_000;
/** So many actions are looked up by a pattern. */
const PATTERNS_MAX = 500;

/** Actions on no resource of their statement, and resources that none of its actions is about. Needs reference data. */
export function* lintResourceFit({ text, policy, reference }: LintedPolicy): Iterable<WarningFinding> {
  if (reference === undefined) return;
  const fitting = { text, lookUp: new ActionForms(reference), comparer: new Comparer() };
  for (const statement of policy.statements) yield* lintStatement(statement, fitting);
}

interface Fitting {
  readonly text: string;
  readonly lookUp: ActionForms;
  readonly comparer: Comparer;
}

/** A pattern of ARNs, with its service so that those of others are told at once. */
interface ArnPattern {
  readonly text: string;
  readonly service: string;
}

/** What an action is about. Empty where it is about no resource. */
interface AskedAction {
  readonly value: string;
  readonly index: number;
  readonly forms: readonly ArnPattern[];
}

function* lintStatement(
  { action, resource }: Statement,
  { text, lookUp, comparer }: Fitting,
): Iterable<WarningFinding> {
  const isListed = !action.negated && resource !== undefined && !resource.negated;
  if (!isListed || resource.values.includes("*")) return;
  const asked = action.values.map((value, index) => ({ value, index, forms: lookUp.of(value) }));
  // What is not known could be about anything.
  const known = asked.filter((each): each is AskedAction => each.forms !== undefined);
  const resources = resource.values.map(toPattern);
  const spans = { action: valueSpans(text, action.span), resource: valueSpans(text, resource.span) };
  const missed = known.filter((each) => !comparer.meetAny(each.forms, resources));
  for (const each of missed) yield actionMisses(each, spans.action[each.index] ?? action.span);
  // Where nothing fits, the actions have said it.
  if (known.length < asked.length || missed.length === known.length) return;
  const forms = distinct(known.flatMap((each) => each.forms));
  for (const [index, pattern] of resources.entries()) {
    if (comparer.meetAny(forms, [pattern])) continue;
    yield resourceMisses(resource.values[index]!, spans.resource[index] ?? resource.span);
  }
}

/** The forms of an action's ARNs, looked up once for each spelling. */
class ActionForms {
  readonly #reference: ReferenceData;
  readonly #known = new Map<string, readonly ArnPattern[] | undefined>();
  #patternsLeft = PATTERNS_MAX;

  constructor(reference: ReferenceData) {
    this.#reference = reference;
  }

  /** Undefined where an action is not known, or is every action of all services. */
  of(action: string): readonly ArnPattern[] | undefined {
    if (!this.#known.has(action)) this.#known.set(action, this.#find(action));
    return this.#known.get(action);
  }

  #find(action: string): readonly ArnPattern[] | undefined {
    const colon = action.indexOf(":");
    const service = action.slice(0, Math.max(colon, 0));
    if (service === "" || /[*?]/.test(service)) return undefined;
    const names = this.#namesOf(service, action.slice(colon + 1));
    const forms = names.map((name) => this.#reference.resourceArnsOf(service, name));
    if (names.length === 0 || forms.includes(undefined)) return undefined;
    return distinct(forms.flatMap((each) => (each ?? []).map(toForm)));
  }

  #namesOf(service: string, pattern: string): readonly string[] {
    if (!/[*?]/.test(pattern)) return [pattern];
    if (this.#patternsLeft-- <= 0) return [];
    return this.#reference.actionsOf(service).filter((name) => matchesName(pattern, name));
  }
}

function distinct(patterns: readonly ArnPattern[]): readonly ArnPattern[] {
  return [...new Map(patterns.map((each) => [each.text, each])).values()];
}

/** ARNs are compared in any case. Variables are stars: what they hold is not known. */
function toPattern(arn: string): ArnPattern {
  const parts = completeArn(variablesToStars(arn).toLowerCase().split(":"));
  return { text: parts.join(":"), service: parts[2] };
}

/** A part of a form that stands for any text stays within its component; the name of a bucket has no slash. */
function toForm(arn: string): ArnPattern {
  const parts = completeArn(arn.replace(/\$\{BucketName\}/g, RUN_WITHOUT_SLASH).split(":"));
  const resource = variablesToStars(parts[5]);
  const head = parts.slice(0, 5).map((part) => variablesToStars(part).replaceAll("*", RUN_WITHOUT_COLON));
  return { text: [...head, resource].join(":").toLowerCase(), service: parts[2] };
}

function showForm({ text }: ArnPattern): string {
  return text.replaceAll(RUN_WITHOUT_COLON, "*").replaceAll(RUN_WITHOUT_SLASH, "*");
}

/** Behind the last brace nothing is looked for, or many that are never closed would take quadratic time. */
function variablesToStars(arn: string): string {
  const end = arn.lastIndexOf("}") + 1;
  return arn.slice(0, end).replace(/\$\{[^}]*\}/g, "*") + arn.slice(end);
}

class Comparer {
  #left = WORK_MAX;

  /** True too where the work is done: nothing is said then. */
  meetAny(forms: readonly ArnPattern[], resources: readonly ArnPattern[]): boolean {
    return forms.some((form) => resources.some((resource) => this.#meet(form, resource)));
  }

  #meet(form: ArnPattern, resource: ArnPattern): boolean {
    if (!overlaps(form.service.toLowerCase(), resource.service)) return false;
    this.#left -= form.text.length * resource.text.length;
    return this.#left < 0 || overlaps(form.text, resource.text);
  }
}

function actionMisses({ value, forms }: AskedAction, span: Span): WarningFinding {
  const isPlain = forms.length === 0;
  return warn("resourceNeverMatches", {
    span,
    message: `By AWS's reference ${JSON.stringify(value)} is about ${isPlain ? "no resource" : "other resources"}: on these it does nothing.`,
    suggestion: isPlain
      ? 'Put it into a statement of its own with "Resource": "*".'
      : `It is about ${forms
          .slice(0, FORMS_SHOWN)
          .map(showForm)
          .join(", ")}${forms.length > FORMS_SHOWN ? ", …" : ""}.`,
  });
}

const FORMS_SHOWN = 3;

function resourceMisses(value: string, span: Span): WarningFinding {
  return warn("resourceNeverMatches", {
    span,
    message: `By AWS's reference no action of this statement is about ${JSON.stringify(value)}.`,
    suggestion: "Remove it, or add the actions that are meant.",
  });
}
