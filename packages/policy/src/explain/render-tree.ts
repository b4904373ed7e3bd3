import type { LayerName } from "../decide/layers.ts";
import type { LineRange } from "../document/line-index.ts";
import type { ContextValue } from "../request/request.ts";
import { DECIDED_HERE, NEXT_TO_STOP, type PassName } from "./cell-states.ts";
import { EXEMPT_REASONS } from "./exempt-reasons.ts";
import type {
  Addition,
  ConditionMatch,
  Escape,
  Explanation,
  HiddenLayer,
  LayerExplanation,
  Mismatch,
  StatementExplanation,
} from "./explanation.ts";
import { headline } from "./headline.ts";
import { LAYER_NAMES, TRUST_POLICY_NAME } from "./layer-names.ts";
import { type LayerPasses, layerPasses } from "./layer-passes.ts";
import { type Paint, paintAnsi, paintPlain, showText, type Tone } from "./paint.ts";
import { nameNode, plainText } from "./phrases.ts";
import { hiddenPolicyWords, type SetPlace } from "./policy-facts.ts";

export interface RenderOptions {
  readonly color?: boolean;
  /** Also statements about other actions, which are only counted otherwise. */
  readonly allStatements?: boolean;
}

/**
 * Tells an explanation to a person: the answer, the request, each layer with its statements, and what would allow it. Ends with a
 * line break.
 */
export function renderTree(explanation: Explanation, options: RenderOptions = {}): string {
  const paint = options.color === true ? paintAnsi : paintPlain;
  const passes = layerPasses(explanation);
  const showAll = options.allStatements === true;
  const lines = [
    titleLine(explanation, paint),
    ...answerLines(explanation, paint),
    "",
    ...requestLines(explanation, paint),
    "",
    ...explanation.layers.flatMap((set) => layerLines({ set, explanation, passes, showAll }, paint)),
    ...additionLines(explanation, paint),
  ];
  return `${lines.join("\n")}\n`;
}

function titleLine({ decision, layer, request }: Explanation, paint: Paint): string {
  const { name, withArticle } = nameLayer(layer, request.isTrust);
  if (decision === "allowed") return `${paint("good", "✔ Allowed")} by ${withArticle}`;
  if (decision === "explicitDeny") return `${paint("bad", "✘ Denied")} explicitly by ${withArticle}`;
  return `${paint("bad", "✘ Denied")} because no ${name} allows it`;
}

function nameLayer(layer: LayerName, isTrust: boolean) {
  return layer === "resource" && isTrust ? TRUST_POLICY_NAME : LAYER_NAMES[layer];
}

function answerLines(explanation: Explanation, paint: Paint): readonly string[] {
  const { paragraph, more } = headline(explanation);
  return [`  ${plainText(paragraph)}`, ...(more === "" ? [] : [`  ${paint("quiet", more)}`])];
}

function requestLines({ request }: Explanation, paint: Paint): readonly string[] {
  const facts = [
    ["principal", request.principal],
    ["action", request.action],
    ["resource", request.resource],
  ];
  return facts.map(([name = "", value = ""]) => `  ${paint("quiet", name.padEnd(9))}  ${showText(value)}`);
}

interface ShownSet {
  readonly set: LayerExplanation;
  readonly explanation: Explanation;
  readonly passes: readonly LayerPasses[];
  readonly showAll: boolean;
}

function layerLines(shown: ShownSet, paint: Paint): readonly string[] {
  const { set, showAll } = shown;
  const told = set.statements.filter((each) => showAll || !isAboutOtherActions(each));
  const others = set.statements.length - told.length;
  const hidden = set.policies.filter(({ isHidden }) => isHidden);
  return [
    layerTitle(shown, paint),
    ...told.flatMap((each) => statementLines(each, set, paint)),
    ...hidden.map((policy) => `  ? ${hiddenPolicyWords(policy)}`),
    ...(others > 0 ? [`  ${paint("quiet", `· ${count(others, "statement")} about other actions`)}`] : []),
  ];
}

function isAboutOtherActions({ mismatch }: StatementExplanation): boolean {
  return mismatch?.element === "Action" || mismatch?.element === "NotAction";
}

const VERDICTS: Readonly<Record<LayerExplanation["verdict"], string>> = {
  allows: "allows",
  denies: "denies",
  silent: "does not allow",
  implied: "not needed by the root user",
  noDeny: "denies nothing; whether it allows is unknown to you",
  unknown: "unknown to you",
};

function layerTitle({ set, explanation, passes }: ShownSet, paint: Paint): string {
  const { layer, skipped, unknown, verdict, policyCount } = set;
  const title = paint("strong", capitalize(placeName(set, explanation)));
  if (skipped !== undefined)
    return `${title}: ${paint("quiet", `not asked: ${EXEMPT_REASONS[skipped].sentence}`)}`;
  const own = passes.find((each) => each.layer === layer);
  const mark = tellMark(set, own);
  if (unknown === "notHeld") return `${title}: ${paint("quiet", "not held here")}${mark}`;
  if (verdict === "silent" && (own?.second === "notNeeded" || own?.second === "none"))
    return `${title}: ${paint("quiet", policyCount === 0 ? "there is none, and none is needed" : "does not allow, and need not")}`;
  if (policyCount === 0 && verdict === "silent") return `${title}: ${paint("bad", "there is none")}${mark}`;
  return `${title}: ${paint(TONES[verdict], VERDICTS[verdict])}${mark}`;
}

const TONES: Readonly<Record<LayerExplanation["verdict"], Tone>> = {
  allows: "good",
  implied: "good",
  denies: "bad",
  silent: "bad",
  noDeny: "quiet",
  unknown: "quiet",
};

/** Beside the sets of a layer by which it decides, or would stop the request next. */
function tellMark({ verdict }: LayerExplanation, passes: LayerPasses | undefined): string {
  const says = (pass: PassName | undefined) =>
    pass === "first"
      ? verdict === "denies"
      : pass === "second" && verdict !== "denies" && verdict !== "noDeny";
  const isSource = passes?.second !== "doesNotAllow" || verdict !== "allows";
  if (says(passes?.decides) && isSource) return ` (${DECIDED_HERE.toLowerCase()})`;
  return says(passes?.stopsNext) && isSource ? ` (${NEXT_TO_STOP.toLowerCase()})` : "";
}

/** Layers of which a request can bring several sets say which; not where the reader may not know how many there are. */
function placeName({ layer, level }: SetPlace, { layers, request }: Explanation): string {
  const { name } = nameLayer(layer, request.isTrust);
  const { node, policies = [] } = layers.find((set) => set.layer === layer && set.level === level) ?? {};
  if (node !== undefined) return `${name}, ${plainText(nameNode(node))} (level ${level + 1})`;
  if (policies.every(({ isHidden }) => isHidden)) return name;
  if (layer === "resourceControl" || layer === "serviceControl") return `${name}, level ${level + 1}`;
  return layer === "session" && level > 0 ? `${name} ${level + 1}` : name;
}

function statementLines(each: StatementExplanation, set: LayerExplanation, paint: Paint): readonly string[] {
  const { effect } = each.statement;
  const title = `${effect} ${statementName(each)}`;
  const facts = statementFacts(each, set);
  if (each.mismatch !== undefined) {
    return [
      `  ${paint("quiet", "–")} ${title}: ${describeMismatch(each.mismatch)}${facts}`,
      ...mismatchLines(each.mismatch, paint),
    ];
  }
  const mark = effect === "Allow" ? paint("good", "✔") : paint("bad", "✘");
  const toAccount = each.principalMatch === "account" ? ", through the principal's account" : "";
  const reasons = effect === "Deny" ? (each.match?.conditions ?? []) : [];
  return [
    `  ${mark} ${title}: matches${toAccount}${facts}`,
    ...reasons.flatMap((reason) => reasonLines(reason, paint)),
  ];
}

/** What of the request met a condition of a Deny. */
function reasonLines({ operator, key, actual, expected }: ConditionMatch, paint: Paint): readonly string[] {
  return [
    `      ${operator} ${showText(key)} is met`,
    `      ${paint("quiet", "request")}  ${showValues(actual)}`,
    `      ${paint("quiet", "policy ")}  ${showValues(expected)}`,
  ];
}

function statementName({ policyIndex, policyName, statement }: StatementExplanation): string {
  const sid = statement.sid === undefined || statement.sid === "" ? "" : ` "${showText(statement.sid)}"`;
  const policy = policyName === undefined ? `policy ${policyIndex + 1}` : showText(policyName);
  return `statement ${statement.index + 1}${sid} of ${policy}`;
}

/** ` (v4, since 2026-11-03, lines 10 to 22)`; nothing where nothing is known. */
function statementFacts(
  { policyIndex, lines }: StatementExplanation,
  { policies }: LayerExplanation,
): string {
  const { versionId, since } = policies[policyIndex] ?? {};
  const known = [
    ...(versionId === undefined ? [] : [showText(versionId)]),
    ...(since === undefined ? [] : [`since ${showText(since.slice(0, DATE_LENGTH))}`]),
    ...(lines === undefined ? [] : [tellLines(lines)]),
  ];
  return known.length === 0 ? "" : ` (${known.join(", ")})`;
}

/** Of an ISO 8601 time. */
const DATE_LENGTH = "2026-11-03".length;

function tellLines({ first, last }: LineRange): string {
  return first === last ? `line ${first}` : `lines ${first} to ${last}`;
}

function describeMismatch(mismatch: Mismatch): string {
  if (mismatch.element !== "Condition") return `${mismatch.element} does not match`;
  return `Condition ${mismatch.operator} ${showText(mismatch.key)} is not met`;
}

function mismatchLines(mismatch: Mismatch, paint: Paint): readonly string[] {
  return [
    `      ${paint("quiet", "request")}  ${showValues(mismatch.actual)}`,
    `      ${paint("quiet", "policy ")}  ${showValues(mismatch.expected)}`,
  ];
}

/** So many values of a list are shown. */
const VALUES_MAX = 8;

function showValues(value: ContextValue | undefined): string {
  if (value === undefined) return "(absent)";
  if (typeof value === "string") return showText(value) || '""';
  if (value.length === 0) return "(none)";
  const shown = value.slice(0, VALUES_MAX).map(showText).join(", ");
  return value.length > VALUES_MAX ? `${shown} and ${value.length - VALUES_MAX} more` : shown;
}

function additionLines(explanation: Explanation, paint: Paint): readonly string[] {
  const { additions, hidden, decision } = explanation;
  if (decision === "allowed") return [];
  const lines = [
    ...additions.flatMap((each) => additionLine(each, explanation)),
    ...hidden.map((each) => `  ${hiddenLine(each, explanation)}`),
  ];
  return lines.length === 0 ? [] : ["", paint("strong", "What would allow it"), ...lines];
}

function hiddenLine({ layer, readAction, decides }: HiddenLayer, { decision, request }: Explanation): string {
  const { name } = nameLayer(layer, request.isTrust);
  const why = readAction === undefined ? "" : ` (${readAction})`;
  if (decides && decision === "explicitDeny")
    return `${name}: a statement that you may not read must no longer match${why}`;
  return `${name}: what you may not read may have to change too${why}`;
}

function additionLine(addition: Addition, explanation: Explanation): readonly string[] {
  const place = placeName(addition, explanation);
  const escapes = addition.escapes.map((each) => `    or ask ${describeEscape(each)}`);
  if (addition.kind === "liftDeny") {
    const lifted = addition.statements.map(
      (each) => `  ${place}: ${statementName(each)} must no longer match`,
    );
    return [...lifted, ...escapes];
  }
  const almost = addition.almost.map((each) => `    or meet the condition of ${statementName(each)}`);
  return [`  ${place}: add`, `    ${showText(JSON.stringify(addition.statement))}`, ...almost, ...escapes];
}

function describeEscape({ key, kind, value, example }: Escape): string {
  const name = showText(key);
  if (kind === "absent") return `without ${name}`;
  if (kind === "other") return `with another ${name}`;
  const text = showText(value ?? "") || '""';
  return `with ${name} ${example === undefined ? "=" : "like"} ${text}`;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
