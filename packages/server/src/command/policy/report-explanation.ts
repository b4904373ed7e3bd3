import {
  type Addition,
  type AuthorizationRequest,
  accessDeniedMessage,
  type Explanation,
  locate,
  type Statement,
  type StatementExplanation,
} from "@rolecall/policy";
import type { PolicyFile } from "./read-document.ts";

type StatementFiles = ReadonlyMap<Statement, PolicyFile>;

/** An explanation as scripts read it: flat, with line and column in place of offsets. */
export function reportExplanation(
  request: AuthorizationRequest,
  files: StatementFiles,
  { decision, layer, layers, additions }: Explanation,
) {
  const message = decision === "allowed" ? undefined : accessDeniedMessage(request, { decision, layer });
  const statements = layers.flatMap(({ layer: name, level, skipped, statements: told }) =>
    told.map((each) => ({ layer: name, level, skipped, ...reportStatement(each, files) })),
  );
  return {
    decision,
    layer,
    message,
    statements,
    additions: additions.map((each) => reportAddition(each, files)),
  };
}

function reportStatement(
  { policyName, statement, matched, mismatch, match }: StatementExplanation,
  files: StatementFiles,
) {
  const { line, column } = locate(files.get(statement)?.text ?? "", statement.span.start);
  const { index, sid, effect } = statement;
  return { policy: policyName, index, sid, line, column, effect, matched, mismatch, match };
}

function reportAddition(addition: Addition, files: StatementFiles) {
  const report = (each: StatementExplanation) => reportStatement(each, files);
  return addition.kind === "liftDeny"
    ? { ...addition, statements: addition.statements.map(report) }
    : { ...addition, almost: addition.almost.map(report) };
}
