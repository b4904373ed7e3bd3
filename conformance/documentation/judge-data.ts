import { validatePolicy } from "@rolecall/policy";
import { guessKind } from "../../packages/server/src/command/policy/policy-kind.ts";
import { readSeed } from "../../packages/server/src/seed/read-seed.ts";
import { readSeedText } from "../../packages/server/src/seed/seed-text.ts";

const FILE = "block.yaml";

/** What is wrong with a block of data, if anything: it is parsed, and judged by the program where it is a policy or a seed. */
export function judgeData(language: string, text: string): string | undefined {
  let value: unknown;
  try {
    value = language === "json" ? JSON.parse(text) : readSeedText(text, FILE).value;
  } catch (error) {
    return String(error);
  }
  if (typeof value !== "object" || value === null) return "no object";
  if (language === "json" && "Statement" in value) return judgePolicy(text);
  if (language === "yaml" && "accounts" in value) return judgeSeed(text);
  return undefined;
}

function judgePolicy(text: string): string | undefined {
  const errors = validatePolicy(text, guessKind(text), { managed: false }).filter(
    ({ severity }) => severity === "error",
  );
  return errors.length === 0 ? undefined : errors.map(({ message }) => message).join("; ");
}

function judgeSeed(text: string): string | undefined {
  try {
    readSeed(text, FILE);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
