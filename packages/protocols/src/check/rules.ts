/** What one value must be, and AWS's words for it. */
import type {
  BlobShape,
  Constraint,
  ListShape,
  MapShape,
  NumberShape,
  StringShape,
} from "@rolecall/contracts";
import { limits } from "../limits.ts";

export interface Rule {
  readonly constraint: Constraint;
  readonly text: string;
  readonly isKept: (value: unknown) => boolean;
}

export const requiredText = "Member must not be null";

export const unionText = "Member must have exactly one value set";

/** In the order in which AWS lists what is broken. */
export function stringRules(shape: StringShape): readonly Rule[] {
  return [
    ...patternRule(shape),
    ...sizeRules("Length", shape.minLength, shape.maxLength, (value) => countCodePoints(value as string)),
    ...valuesRule(shape),
  ];
}

export function blobRules(shape: BlobShape): readonly Rule[] {
  return sizeRules("Length", shape.minLength, shape.maxLength, (value) => (value as Uint8Array).length);
}

export function listRules(shape: ListShape): readonly Rule[] {
  return sizeRules("Size", shape.minSize, shape.maxSize, (value) => (value as readonly unknown[]).length);
}

export function mapRules(shape: MapShape): readonly Rule[] {
  return sizeRules("Size", shape.minSize, shape.maxSize, (value) => Object.keys(value as object).length);
}

export function numberRules({ minimum, maximum }: NumberShape): readonly Rule[] {
  const rules: Rule[] = [];
  if (minimum !== undefined) {
    rules.push({
      constraint: "minimum",
      text: `Member must have value greater than or equal to ${minimum}`,
      isKept: (value) => (value as number) >= minimum,
    });
  }
  if (maximum !== undefined) {
    rules.push({
      constraint: "maximum",
      text: `Member must have value less than or equal to ${maximum}`,
      isKept: (value) => (value as number) <= maximum,
    });
  }
  return rules;
}

/** A value that is far too long is told so by its length alone. */
function patternRule({ pattern, maxLength = Number.POSITIVE_INFINITY }: StringShape): readonly Rule[] {
  if (pattern === undefined) return [];
  const expression = new RegExp(pattern.source, "u");
  const testedLength = Math.max(2 * maxLength, limits.patternLength);
  return [
    {
      constraint: "pattern",
      text: `Member must satisfy regular expression pattern: ${pattern.text}`,
      isKept: (value) => {
        const text = value as string;
        return text.length > testedLength || (expression.test(text) && isHeld(text));
      },
    },
  ];
}

/**
 * INVARIANT: NUL and half of a surrogate pair, which no store holds, get past no pattern: some of AWS's let in every character
 * (`[\s\S]*`).
 */
function isHeld(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}

function valuesRule({ values }: StringShape): readonly Rule[] {
  if (values === undefined) return [];
  const allowed: ReadonlySet<unknown> = new Set(values);
  return [
    {
      constraint: "values",
      text: `Member must satisfy enum value set: [${values.join(", ")}]`,
      isKept: (value) => allowed.has(value),
    },
  ];
}

function sizeRules(
  unit: "Length" | "Size",
  min: number | undefined,
  max: number | undefined,
  measure: (value: unknown) => number,
): readonly Rule[] {
  const rules: Rule[] = [];
  if (min !== undefined && min > 0) {
    rules.push({
      constraint: `min${unit}`,
      text: `Member must have length greater than or equal to ${min}`,
      isKept: (value) => measure(value) >= min,
    });
  }
  if (max !== undefined) {
    rules.push({
      constraint: `max${unit}`,
      text: `Member must have length less than or equal to ${max}`,
      isKept: (value) => measure(value) <= max,
    });
  }
  return rules;
}

/** A surrogate pair is one character; every other code unit is one too. */
function countCodePoints(text: string): number {
  let count = text.length;
  for (let index = 0; index < text.length - 1; index++) {
    const isHigh = (text.charCodeAt(index) & 0xfc00) === 0xd800;
    if (isHigh && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00) {
      count--;
      index++;
    }
  }
  return count;
}
