import { publishedSchema } from "../seed/published/published-schema.ts";
import { type Command, EXIT_OK } from "./command.ts";
import { parseOptions, refusePositionals } from "./options/parse-options.ts";

/** `rolecall seed-schema`: what a seed may say, as editors take it. */
export const printSeedSchema: Command = async (args, { stdout }) => {
  refusePositionals(parseOptions({}, args).positionals);
  stdout.write(`${JSON.stringify(publishedSchema(), undefined, 2)}\n`);
  return EXIT_OK;
};
