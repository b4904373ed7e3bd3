import { styleText } from "node:util";
import { type Finding, locate, showText } from "@rolecall/policy";
import { STDIN } from "../read-text-file.ts";
import type { PolicyFile } from "./read-document.ts";

/** A finding as scripts read it. Lines and columns count from 1, the end is just after the last character. */
interface ReportedFinding {
  readonly severity: Finding["severity"];
  readonly code: Finding["code"];
  readonly message: string;
  /** What AWS would answer. */
  readonly awsMessage?: string;
  readonly suggestion?: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export function reportFinding({ text }: PolicyFile, { span, ...finding }: Finding): ReportedFinding {
  const start = locate(text, span.start);
  const end = locate(text, span.end);
  return {
    ...finding,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
  };
}

/** `file:line:column: severity: message`, as compilers write it and editors read it, and a line with the suggestion. */
export function renderFinding(source: PolicyFile, finding: Finding, color: boolean): string {
  const { line, column } = locate(source.text, finding.span.start);
  const place = `${source.file === STDIN ? "stdin" : source.file}:${line}:${column}`;
  const severity = color
    ? styleText(finding.severity === "error" ? "red" : "yellow", finding.severity, { validateStream: false })
    : finding.severity;
  const lines = [`${place}: ${severity}: ${showText(finding.message)}`];
  if (finding.severity === "error") lines.push(`  AWS: ${showText(finding.awsMessage)}`);
  if (finding.suggestion !== undefined) lines.push(`  ${showText(finding.suggestion)}`);
  return `${lines.join("\n")}\n`;
}
