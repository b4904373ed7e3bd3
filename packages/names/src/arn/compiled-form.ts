import { ARN_FORMS, type ArnForm, PART_PATTERNS } from "./forms.ts";

/** All that stands before the second part of an ARN: `arn:aws:iam::111111111111:user` where the account's id is the first. */
export interface Beginning {
  readonly partition: string;
  readonly firstPart: string;
  readonly text: string;
}

/** A form of ARN, taken apart once. */
export interface CompiledForm {
  /** Text and names of parts by turns, text first. */
  readonly pieces: readonly string[];
  /** What the last ARN of this form began with: those of a list begin alike. */
  lastBeginning: Beginning;
  /** Finds the partition first, then the parts. */
  readonly pattern: RegExp;
  /** Of the parts, in the order in which the pattern finds them. */
  readonly partNames: readonly string[];
}

const COMPILED: ReadonlyMap<string, CompiledForm> = new Map(
  Object.entries(ARN_FORMS).map(([form, template]) => [form, compileForm(template)]),
);

export function compiledForm(form: ArnForm): CompiledForm {
  const compiled = COMPILED.get(form);
  if (compiled === undefined) throw new Error(`There is no form of ARN "${form}".`);
  return compiled;
}

function compileForm(template: string): CompiledForm {
  const pieces = template.split(/[{}]/);
  const source = pieces.map((piece, index) => (index % 2 === 0 ? piece : `(${patternOf(piece)})`));
  return {
    pieces,
    lastBeginning: { partition: "", firstPart: "", text: "" },
    pattern: new RegExp(`^arn:([^:]+):${source.join("")}$`),
    partNames: pieces.filter((_, index) => index % 2 === 1),
  };
}

function patternOf(part: string): string {
  return PART_PATTERNS[part as keyof typeof PART_PATTERNS];
}
