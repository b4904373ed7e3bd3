import { type Paint, showText, type Tone } from "@rolecall/policy";
import { policyTypeLabel } from "../../policy-types.ts";
import { notablePolicies, type TreePolicy } from "../organization-tree.ts";
import { displayWidth, fitWidth } from "./display-width.ts";

export interface TreeRow {
  /** The lines that lead to it. */
  readonly guide: string;
  /** The same, for what goes on under it. */
  readonly continued: string;
  readonly name: string;
  readonly nameTone: Tone | undefined;
  /** Stands before the name. */
  readonly mark: string;
  /** Stands behind the name. */
  readonly notes: readonly Note[];
  readonly policies: readonly TreePolicy[];
}

export interface Note {
  readonly text: string;
  readonly tone: Tone;
}

const GAP = "  ";
/** Less of a name tells nobody apart. */
const LEAST_NAME = 12;

/**
 * The lines of a row, none wider than the width: first a name that is too long is cut, then policies go on in the next lines.
 * @param width columns; Infinity where nobody looks at the end of a line
 */
export function renderRow(row: TreeRow, paint: Paint, width: number): readonly string[] {
  const notes = row.notes.map(({ text }) => `${GAP}${text}`).join("");
  const fixed = displayWidth(row.guide) + displayWidth(row.mark) + displayWidth(notes);
  const name = fitWidth(showText(row.name), Math.max(LEAST_NAME, width - fixed));
  const head =
    paint("quiet", row.guide) +
    row.mark +
    (row.nameTone === undefined ? name : paint(row.nameTone, name)) +
    row.notes.map(({ text, tone }) => `${GAP}${paint(tone, text)}`).join("");
  const lines = [{ text: head, used: fixed + displayWidth(name) }];
  const continued = `${row.continued}${GAP}`;
  for (const policy of notablePolicies(row.policies)) {
    const label = policyTypeLabel(policy.type);
    const shown = fitWidth(
      showText(policy.name),
      Math.max(LEAST_NAME, width - displayWidth(continued) - label.length - 3),
    );
    const size = label.length + displayWidth(shown) + 3;
    const last = lines.at(-1)!;
    const text = `[${paint("quiet", label)} ${paint("named", shown)}]`;
    if (last.used + GAP.length + size <= width) {
      last.text += `${GAP}${text}`;
      last.used += GAP.length + size;
    } else {
      lines.push({
        text: `${paint("quiet", continued)}${text}`,
        used: displayWidth(continued) + size,
      });
    }
  }
  return lines.map(({ text }) => text.trimEnd());
}
