import { type Explanation, readWhySubject, renderGrid, type WhySubject } from "@rolecall/policy";
import { readCallerEndpoint } from "../../credential-delivery/caller-endpoint.ts";
import { Mistake } from "../../mistake.ts";
import { readCredentials } from "../../organization/source/aws-credentials.ts";
import { type Command, type CommandIo, EXIT_OK } from "../command.ts";
import { EXIT_DENIED } from "../explain.ts";
import type { OptionValues } from "../options/option.ts";
import { parseOptions } from "../options/parse-options.ts";
import { WHY_OPTIONS } from "../options/why-options.ts";
import { writePicture } from "../write-picture.ts";
import { askWhy, type WhyAnswer } from "./ask-why.ts";
import { renderWhy } from "./render-why.ts";

type Values = OptionValues<typeof WHY_OPTIONS>;

/** `rolecall why SUBJECT`: why a request was denied, and what would be decided now. */
export const why: Command = async (args, io) => {
  const { values, positionals } = parseOptions(WHY_OPTIONS, args);
  if (values.json && values.svg !== undefined) throw new Mistake("--json and --svg exclude each other.");
  const subject = readSubject(positionals);
  const answer = await askWhy(await endpointOf(values, io), subject);
  write(answer, values, io);
  const shown = answer.now?.explanation ?? answer.denial?.explanation;
  return shown?.decision === "allowed" ? EXIT_OK : EXIT_DENIED;
};

/** A message that no shell quoted comes in words. */
function readSubject(positionals: readonly string[]): Exclude<WhySubject, { kind: "unknown" | "arn" }> {
  if (positionals.length === 0) {
    throw new Mistake(
      "what was denied? Give an authorization id, a request id, an encoded message, or the whole error message in quotes.",
    );
  }
  const subject = readWhySubject(positionals.join(" "));
  if (subject.kind === "unknown" || subject.kind === "arn")
    throw new Mistake(
      `"${showShort(positionals.join(" "))}" is none of what can be asked about: an authorization id (25 of 0-9a-z), a request id, an encoded message, an audit event, or a message as 'User: … is not authorized to perform: … on resource: …'.`,
    );
  return subject;
}

function showShort(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 80)}…`;
}

async function endpointOf(values: Values, io: CommandIo) {
  const { profile, data: dataFolder } = values;
  const url = new URL(await readCallerEndpoint(values, io.environment));
  const credentials = readCredentials({ profile, dataFolder, environment: io.environment });
  const region =
    values.region ?? (io.environment.AWS_REGION || io.environment.AWS_DEFAULT_REGION || undefined);
  return { url, credentials, clock: Date.now, region };
}

function write(answer: WhyAnswer, { json, svg, all, color }: Values, io: CommandIo): void {
  if (json) {
    io.stdout.write(`${JSON.stringify(answer, undefined, 2)}\n`);
    return;
  }
  if (svg !== undefined) {
    writePicture(renderGrid(shownOf(answer)), svg, io);
    return;
  }
  io.stdout.write(renderWhy(answer, { color: color ?? io.isColorful, allStatements: all }));
}

function shownOf({ denial, now }: WhyAnswer): Explanation {
  const shown = denial?.explanation ?? now?.explanation;
  if (shown === undefined)
    throw new Mistake("--svg: there is nothing to draw, since nothing could be explained.");
  return shown;
}
