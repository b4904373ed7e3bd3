import { type CompiledPolicy, explain, renderTree } from "@rolecall/policy";
import { type Command, type CommandIo, EXIT_BAD_INPUT, EXIT_OK } from "./command.ts";
import { CompiledFiles, type ReadFiles } from "./policy/compiled-files.ts";
import {
  type ExplainArguments,
  type PolicyFiles,
  parseExplainArguments,
} from "./policy/explain-arguments.ts";
import { readDocument } from "./policy/read-document.ts";
import { reportExplanation } from "./policy/report-explanation.ts";
import { renderFinding } from "./policy/report-findings.ts";
import { showName } from "./read-text-file.ts";

export const EXIT_DENIED = 3;

/** `rolecall explain`: whether policies allow a request, and why. */
export const explainRequest: Command = async (args, io) => {
  const asked = parseExplainArguments(args);
  const files = await readFiles(asked.files, io);
  return answer(asked, new CompiledFiles(files, asked.request.action), io);
};

async function readFiles(files: PolicyFiles, io: CommandIo): Promise<ReadFiles> {
  const read = (names: readonly string[]) => Promise.all(names.map((file) => readDocument(file, io)));
  return {
    identity: await read(files.identity),
    resource: await read(files.resource),
    trust: await read(files.trust),
    boundary: await read(files.boundary),
    session: await read(files.session),
    serviceControl: await read(files.serviceControl),
    resourceControl: await read(files.resourceControl),
    endpoint: await read(files.endpoint),
  };
}

function answer(asked: ExplainArguments, files: CompiledFiles, io: CommandIo): number {
  const color = asked.color ?? io.isColorful;
  if (files.errors.length > 0) {
    for (const { source, finding } of files.errors) io.stderr.write(renderFinding(source, finding, color));
    return EXIT_BAD_INPUT;
  }
  const { request, showAll, json } = asked;
  const describe = (policy: CompiledPolicy) => {
    const { file, text: document } = files.sources.get(policy)!;
    return { name: showName(file), document };
  };
  const explanation = explain(request, files.layers, { describe });
  const text = json
    ? `${JSON.stringify(reportExplanation(request, files.statements, explanation), undefined, 2)}\n`
    : renderTree(explanation, { color, allStatements: showAll });
  io.stdout.write(text);
  return explanation.decision === "allowed" ? EXIT_OK : EXIT_DENIED;
}
