import { paintAnsi, paintPlain, showText, type Tone } from "@rolecall/policy";
import type { RequestFacts } from "./request-facts.ts";

/** How a request, and what else there is to tell, become text. Each ends with a line break. */
export interface LineFormat {
  line(facts: RequestFacts, explanation: string | undefined): string;
  /** @param count lines that were left out since the one before. */
  leftOut(count: number): string;
}

/**
 * Characters of each part, after which it is cut. INVARIANT: a line is short enough to reach a pipe in one piece (4,096 bytes), so that those
 * of several workers do not mix.
 */
const MOST = { who: 80, action: 80, resource: 160, from: 45, why: 240 };
/** Of all of a JSON line, in bytes. */
const LINE_BYTES = 4_096;
/** Of an explanation below a line. */
const EXPLANATION_LENGTH = 16_384;

const TONES: Readonly<Record<RequestFacts["result"], Tone>> = {
  allowed: "good",
  denied: "bad",
  failed: "named",
};

/** For who looks at a terminal. INVARIANT: what a stranger sent cannot write to it but as visible characters. */
export function prettyFormat(isColorful: boolean): LineFormat {
  const paint = isColorful ? paintAnsi : paintPlain;
  return {
    line(facts, explanation) {
      const { at, who, account, action = "-", resource = "-", from, status, result, why, durationMs } = facts;
      const caller = `${clip(who, MOST.who)}${account === undefined ? "" : `@${account}`}`;
      const words = [
        paint("quiet", new Date(at).toISOString().slice(11, 19)),
        caller.padEnd(20),
        clip(action, MOST.action).padEnd(24),
        clip(resource, MOST.resource),
        paint("quiet", clip(from, MOST.from)),
        String(status),
        paint(TONES[result], why === undefined ? result : `${result}: ${clip(why, MOST.why)}`),
        paint("quiet", `${durationMs.toFixed(1)} ms`),
      ];
      return `${words.join("  ")}\n${explanation === undefined ? "" : indent(explanation)}`;
    },
    leftOut: (count) => `${paint("quiet", leftOutWords(count))}\n`,
  };
}

/** For programs: an object a line. */
export const jsonFormat: LineFormat = {
  line(facts, explanation) {
    const { at, who, action, resource, why, ...rest } = facts;
    const members = {
      time: new Date(at).toISOString(),
      who: cut(who, MOST.who),
      action: action && cut(action, MOST.action),
      resource: resource && cut(resource, MOST.resource),
      ...rest,
      durationMs: Math.round(facts.durationMs * 1_000) / 1_000,
      why: why && cut(why, MOST.why),
    };
    const line = toJson(members);
    if (explanation === undefined) return `${line}\n`;
    return `${withExplanation(members, { explanation, room: LINE_BYTES - Buffer.byteLength(line) })}\n`;
  },
  leftOut: (count) => `${toJson({ leftOut: count, why: leftOutWords(count) })}\n`,
};

/** As much of it as the line has room for: of a character that is escaped, six bytes. */
function withExplanation(members: object, told: { readonly explanation: string; readonly room: number }) {
  for (let length = told.explanation.length; ; length = Math.floor(length * 0.8)) {
    const explanation = cut(told.explanation, length);
    const line = toJson({ ...members, explanation });
    if (length === 0 || Buffer.byteLength(line) < LINE_BYTES) return line;
  }
}

function leftOutWords(count: number): string {
  return `(${count} ${count === 1 ? "line was" : "lines were"} left out: requests came faster than lines were taken)`;
}

function clip(text: string, most: number): string {
  // Escapes are longer than what they stand for.
  return cut(showText(cut(text, most)), most);
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

function indent(explanation: string): string {
  return cut(explanation, EXPLANATION_LENGTH)
    .trimEnd()
    .split("\n")
    .map((line) => (line === "" ? "\n" : `    ${line}\n`))
    .join("");
}

/** JSON that a terminal shows as it stands: control and formatting characters are escapes in it too. */
function toJson(value: object): string {
  return JSON.stringify(value).replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}
