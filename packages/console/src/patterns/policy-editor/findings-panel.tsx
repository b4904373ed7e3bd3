import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Tabs from "@cloudscape-design/components/tabs";
import type { FindingTab, PlacedFinding } from "./judge-policy.ts";

interface FindingsPanelProps {
  readonly findings: readonly PlacedFinding[];
  readonly onGoTo: (offset: number) => void;
}

const TITLES: Readonly<Record<FindingTab, string>> = {
  errors: "Errors",
  security: "Security",
  warnings: "Warnings",
  suggestions: "Suggestions",
};
const ORDER: readonly FindingTab[] = ["errors", "security", "warnings", "suggestions"];

/** What the engine says of the document: by kind, counted; each leads to its line. */
export function FindingsPanel({ findings, onGoTo }: FindingsPanelProps) {
  if (findings.length === 0) return <StatusIndicator type="success">No findings</StatusIndicator>;
  const tabs = ORDER.map((tab) => {
    const those = findings.filter((each) => each.tab === tab);
    return {
      id: tab,
      label: `${TITLES[tab]} (${those.length})`,
      disabled: those.length === 0,
      content: <FindingList findings={those} onGoTo={onGoTo} />,
    };
  });
  const first = tabs.find(({ disabled }) => !disabled)?.id ?? "errors";
  return (
    <Tabs
      key={first}
      tabs={tabs}
      ariaLabel="Findings"
      i18nStrings={{ scrollLeftAriaLabel: "Earlier findings", scrollRightAriaLabel: "Later findings" }}
    />
  );
}

function FindingList({ findings, onGoTo }: FindingsPanelProps) {
  return (
    <SpaceBetween size="xs">
      {findings.map(({ finding, line }) => (
        <div key={`${finding.code}:${finding.span.start}`}>
          <Button formAction="none" variant="inline-link" onClick={() => onGoTo(finding.span.start)}>
            {`Line ${line}`}
          </Button>
          <Box variant="span">{` ${finding.message}`}</Box>
          {finding.suggestion !== undefined && (
            <Box color="text-body-secondary" fontSize="body-s">
              {finding.suggestion}
            </Box>
          )}
        </div>
      ))}
    </SpaceBetween>
  );
}
