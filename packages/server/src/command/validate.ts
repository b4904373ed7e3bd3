import { type Finding, type PolicyKind, type ValidationOptions, validatePolicy } from "@rolecall/policy";
import { Mistake } from "../mistake.ts";
import { type Command, type CommandIo, EXIT_BAD_INPUT, EXIT_OK } from "./command.ts";
import { parseOptions } from "./options/parse-options.ts";
import { VALIDATE_OPTIONS } from "./options/validate-options.ts";
import { guessKind, parseKind } from "./policy/policy-kind.ts";
import { type PolicyFile, readDocument } from "./policy/read-document.ts";
import { loadReferenceData } from "./policy/reference-data.ts";
import { renderFinding, reportFinding } from "./policy/report-findings.ts";
import { STDIN } from "./read-text-file.ts";

interface Validated {
  readonly source: PolicyFile;
  readonly kind: PolicyKind;
  readonly findings: readonly Finding[];
}

/** `rolecall validate FILE…`: the findings of each document, with line, column and suggestion. */
export const validate: Command = async (args, io) => {
  const { values, positionals } = parseOptions(VALIDATE_OPTIONS, args);
  const sources = await readSources(positionals, io);
  const kind = values.kind === undefined ? undefined : parseKind(values.kind);
  const options = await makeOptions(sources, values);
  const validated = sources.map((source) => validateSource(source, kind, options));
  const color = values.color ?? io.isColorful;
  io.stdout.write(
    values.json ? renderJson(validated) : validated.map((each) => renderText(each, color)).join(""),
  );
  return validated.some(isRefused) ? EXIT_BAD_INPUT : EXIT_OK;
};

async function readSources(files: readonly string[], io: CommandIo): Promise<readonly PolicyFile[]> {
  if (files.length === 0) throw new Mistake("name a policy document, or - for standard input.");
  if (files.filter((file) => file === STDIN).length > 1)
    throw new Mistake("standard input can be read once.");
  return Promise.all(files.map((file) => readDocument(file, io)));
}

async function makeOptions(
  sources: readonly PolicyFile[],
  { managed, account }: { readonly managed: boolean; readonly account: string | undefined },
): Promise<ValidationOptions> {
  const reference = await loadReferenceData(sources.map(({ text }) => text));
  return { reference, managed, ...(account === undefined ? {} : { accountId: account }) };
}

function validateSource(
  source: PolicyFile,
  kind: PolicyKind | undefined,
  options: ValidationOptions,
): Validated {
  const judgedAs = kind ?? guessKind(source.text);
  return { source, kind: judgedAs, findings: validatePolicy(source.text, judgedAs, options) };
}

function isRefused({ findings }: Validated): boolean {
  return findings.some(({ severity }) => severity === "error");
}

function renderJson(validated: readonly Validated[]): string {
  const reports = validated.map((each) => ({
    file: each.source.file,
    kind: each.kind,
    valid: !isRefused(each),
    findings: each.findings.map((finding) => reportFinding(each.source, finding)),
  }));
  return `${JSON.stringify(reports, undefined, 2)}\n`;
}

function renderText({ source, kind, findings }: Validated, color: boolean): string {
  if (findings.length > 0) return findings.map((finding) => renderFinding(source, finding, color)).join("");
  return `${source.file === STDIN ? "stdin" : source.file}: nothing to say (${kind})\n`;
}
