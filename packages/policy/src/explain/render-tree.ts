import type { LayerName } from "../decide/layers.ts";
import type { AuthorizationRequest, ContextValue } from "../request/request.ts";
import { EXEMPT_REASONS } from "./exempt-reasons.ts";
import type {
  Addition,
  ConditionMatch,
  Escape,
  Explanation,
  LayerExplanation,
  Mismatch,
  StatementExplanation,
} from "./explanation.ts";
import { LAYER_NAMES } from "./layer-names.ts";
import { type Paint, paintAnsi, paintPlain, showText } from "./paint.ts";
import { principalName } from "./principal-names.ts";

export interface RenderOptions {
  readonly color?: boolean;
  /** Also statements about other actions, which are only counted otherwise. */
  readonly allStatements?: boolean;
}

/** Tells an explanation to a person: the request, each layer with its statements, and what would allow it. Ends with a line break. */
export function renderTree(
  request: AuthorizationRequest,
  explanation: Explanation,
  options: RenderOptions = {},
): string {
  const paint = options.color === true ? paintAnsi : paintPlain;
  const lines = [
    headline(explanation, paint),
    "",
    ...requestLines(request, paint),
    "",
    ...explanation.layers.flatMap((layer) => layerLines(layer, paint, options.allStatements === true)),
    ...additionLines(explanation.additions, paint),
  ];
  return `${lines.join("\n")}\n`;
}

function headline({ decision, layer }: Explanation, paint: Paint): string {
  const { name, withArticle } = LAYER_NAMES[layer];
  if (decision === "allowed") return `${paint("good", "✔ Allowed")} by ${withArticle}`;
  if (decision === "explicitDeny") return `${paint("bad", "✘ Denied")} explicitly by ${withArticle}`;
  return `${paint("bad", "✘ Denied")} because no ${name} allows it`;
}

function requestLines(request: AuthorizationRequest, paint: Paint): readonly string[] {
  const facts = [
    ["principal", principalName(request.principal)],
    ["action", request.action],
    ["resource", request.resource],
  ];
  return facts.map(([name = "", value = ""]) => `  ${paint("quiet", name.padEnd(9))}  ${showText(value)}`);
}

function layerLines(layer: LayerExplanation, paint: Paint, showAll: boolean): readonly string[] {
  const isShown = (each: StatementExplanation) => showAll || !isAboutOtherActions(each);
  const shown = layer.statements.filter(isShown);
  const hidden = layer.statements.length - shown.length;
  const lines = [layerTitle(layer, paint), ...shown.flatMap((each) => statementLines(each, paint))];
  if (hidden > 0) lines.push(`  ${paint("quiet", `· ${count(hidden, "statement")} about other actions`)}`);
  return lines;
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

function layerTitle(layer: LayerExplanation, paint: Paint): string {
  const { skipped, verdict, policyCount } = layer;
  const title = paint("strong", capitalize(placeName(layer)));
  if (skipped !== undefined)
    return `${title}: ${paint("quiet", `not asked: ${EXEMPT_REASONS[skipped].sentence}`)}`;
  if (policyCount === 0 && verdict === "silent") return `${title}: ${paint("bad", "there is none")}`;
  return `${title}: ${paint(verdict === "allows" || verdict === "implied" ? "good" : "bad", VERDICTS[verdict])}`;
}

/** Layers of which a request can bring several sets say which. */
function placeName({ layer, level }: { readonly layer: LayerName; readonly level: number }): string {
  const { name } = LAYER_NAMES[layer];
  if (layer === "resourceControl" || layer === "serviceControl") return `${name}, level ${level + 1}`;
  return layer === "session" && level > 0 ? `${name} ${level + 1}` : name;
}

function statementLines(each: StatementExplanation, paint: Paint): readonly string[] {
  const { effect } = each.statement;
  const title = `${effect} ${statementName(each)}`;
  if (each.mismatch !== undefined) {
    return [
      `  ${paint("quiet", "–")} ${title}: ${describeMismatch(each.mismatch)}`,
      ...mismatchLines(each.mismatch, paint),
    ];
  }
  const mark = effect === "Allow" ? paint("good", "✔") : paint("bad", "✘");
  const toAccount = each.principalMatch === "account" ? ", through the principal's account" : "";
  const reasons = effect === "Deny" ? (each.match?.conditions ?? []) : [];
  return [
    `  ${mark} ${title}: matches${toAccount}`,
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

function additionLines(additions: readonly Addition[], paint: Paint): readonly string[] {
  if (additions.length === 0) return [];
  return ["", paint("strong", "What would allow it"), ...additions.flatMap((each) => additionLine(each))];
}

function additionLine(addition: Addition): readonly string[] {
  const place = placeName(addition);
  if (addition.kind === "liftDeny") {
    const lifted = addition.statements.map(
      (each) => `  ${place}: ${statementName(each)} must no longer match`,
    );
    const escapes = addition.escapes.map((each) => `    or ask ${describeEscape(each)}`);
    return [...lifted, ...escapes];
  }
  const almost = addition.almost.map((each) => `    or meet the condition of ${statementName(each)}`);
  return [`  ${place}: add`, `    ${showText(JSON.stringify(addition.statement))}`, ...almost];
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
