import Box from "@cloudscape-design/components/box";
import type { Policy } from "@rolecall/policy";
import {
  type AccessReference,
  describeElements,
  describePolicy,
  type ElementWords,
  indexLines,
  type LineRange,
} from "@rolecall/policy/describe";
import { useState } from "react";
import { PolicyLines } from "./policy-lines.tsx";
import "./policy-lines.css";

interface WordsAndLinesProps {
  readonly text: string;
  readonly policy: Policy | undefined;
  readonly reference: AccessReference | undefined;
  readonly accountId: string;
  readonly label: string;
}

interface ElementLine extends ElementWords {
  readonly id: string;
  readonly lines: LineRange | undefined;
}

/** A policy as it is written, and beside it what each of its lines says. Pointing at a sentence, or focusing it, lights its lines. */
export function WordsAndLines({ text, policy, reference, accountId, label }: WordsAndLinesProps) {
  const [lit, setLit] = useState<string>();
  const statements =
    policy === undefined || reference === undefined
      ? []
      : elementLines(text, describePolicy(policy, reference, { accountId }).parts);
  const shown = lit ?? statements[0]?.elements[0]?.id;
  const lines = statements.flatMap(({ elements }) => elements).find(({ id }) => id === shown)?.lines;
  return (
    <div className="rc-words-and-lines">
      <PolicyLines text={text} label={label} lit={lines} />
      <div>
        <Box variant="h3">In words</Box>
        {policy === undefined && <Box>It is not told in words: it is no policy that Rolecall reads.</Box>}
        {statements.map(({ title, elements }) => (
          <div key={title} className="rc-words">
            {statements.length > 1 && <Box variant="h4">{title}</Box>}
            {elements.map((element) => (
              <ElementRow
                key={element.id}
                element={element}
                isLit={element.id === shown}
                onLight={() => setLit(element.id)}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

interface ElementRowProps {
  readonly element: ElementLine;
  readonly isLit: boolean;
  readonly onLight: () => void;
}

function ElementRow({ element: { element, words, lines }, isLit, onLight }: ElementRowProps) {
  return (
    <button
      type="button"
      className={isLit ? "rc-word rc-word-lit" : "rc-word"}
      aria-pressed={isLit}
      onMouseEnter={onLight}
      onFocus={onLight}
      onClick={onLight}
    >
      <span className="rc-word-place">{placeOf(lines)}</span>
      <span>
        <b>{NAMES[element]}:</b> {words}.
      </span>
    </button>
  );
}

const NAMES: Readonly<Record<ElementWords["element"], string>> = {
  who: "Who",
  may: "May",
  on: "On",
  conditions: "Conditions",
};

function placeOf(lines: LineRange | undefined): string {
  if (lines === undefined) return "Nowhere";
  return lines.first === lines.last ? `Line ${lines.first}` : `Lines ${lines.first}–${lines.last}`;
}

function elementLines(text: string, parts: ReturnType<typeof describePolicy>["parts"]) {
  const linesOf = indexLines(text);
  return parts.map((part, at) => {
    const { first, last } = linesOf(part.spans.statement);
    const name = part.sid === undefined ? `Statement ${at + 1}` : `Statement ${part.sid}`;
    const elements = describeElements(part)
      .filter(({ element, span }) => element !== "on" || span !== undefined)
      .map(
        (words): ElementLine => ({
          ...words,
          id: `${at}-${words.element}`,
          lines: words.span === undefined ? undefined : linesOf(words.span),
        }),
      );
    return { title: `${name} (lines ${first}–${last})`, elements };
  });
}
