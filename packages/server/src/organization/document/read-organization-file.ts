import type { LocatedSeed } from "../../seed/located-seed.ts";
import { checkSeed } from "../../seed/read-seed.ts";
import { SeedError } from "../../seed/seed-error.ts";
import { formatSeedPath } from "../../seed/seed-path.ts";
import { readSeedText, type SeedText } from "../../seed/seed-text.ts";
import { Answers, holdsAnswers } from "./aws-answers/answers.ts";
import { seedOfAnswers } from "./aws-answers/seed-of-answers.ts";

/** 10,000 accounts in their answers take some 6 MB. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Reads an organization: a seed that has one, as `rolecall export organization` writes it, or answers of the AWS CLI.
 * @param file is shown in messages.
 * @throws SeedError with the place of the first thing that is wrong
 */
export function readOrganizationFile(text: string, file: string): LocatedSeed {
  if (text.length > MAX_BYTES) throw new SeedError(`${file}: it has more than 64 MiB.`);
  const source = readSeedText(text, file);
  if (holdsAnswers(source.value)) return checkSeed(translate(source, file));
  const located = checkSeed(source);
  if (located.seed.organization !== undefined) return located;
  throw new SeedError(`${file}: this is a seed without an organization.`);
}

/** What is wrong with what the answers tell is told of the seed that they make: it has other places than the file. */
function translate({ value, fail }: SeedText, file: string): SeedText {
  return {
    value: seedOfAnswers(new Answers(value, fail)),
    fail: (path, message) =>
      new SeedError(`${file}: of the seed that it makes: ${formatSeedPath(path)}: ${message}`),
    describe: formatSeedPath,
  };
}
