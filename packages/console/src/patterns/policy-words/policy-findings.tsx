import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { type Finding, locate } from "@rolecall/policy";

interface PolicyFindingsProps {
  readonly text: string;
  readonly findings: readonly Finding[];
}

/** What there is to say about a document, by line. */
export function PolicyFindings({ text, findings }: PolicyFindingsProps) {
  if (findings.length === 0) return <StatusIndicator type="success">No findings</StatusIndicator>;
  return (
    <ul className="rc-findings" aria-label="Findings">
      {findings.map(({ severity, code, message, span }) => (
        <li key={`${code} ${span.start}`}>
          <StatusIndicator type={severity === "error" ? "error" : "warning"}>
            {`Line ${locate(text, span.start).line}: ${message}`}
          </StatusIndicator>
        </li>
      ))}
    </ul>
  );
}
