import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { ageWords } from "../../patterns/age.tsx";
import { daysSince, formatDate } from "../../patterns/format-date.ts";

/** Older than that a password or key is old. */
const OLD_DAYS = 90;

const WORDS: Readonly<Record<string, string>> = {
  "N/A": "–",
  no_information: "No use known",
  not_supported: "Not told of root",
  true: "Yes",
  false: "No",
};

interface ReportCellProps {
  readonly column: string;
  readonly value: string;
  readonly nowMs: number;
}

/** A value of the report: dates as ages in words, old ones with a sign too. */
export function ReportCell({ column, value, nowMs }: ReportCellProps) {
  if (!/^\d{4}-\d\d-\d\dT/.test(value)) return WORDS[value] ?? value;
  const days = daysSince(value, nowMs);
  const words = days < 0 ? `In ${-days} days` : ageWords(value, nowMs);
  const isOld = /last_rotated|last_changed/.test(column) && days > OLD_DAYS;
  return (
    <span title={formatDate(value)}>
      {isOld ? <StatusIndicator type="warning">{`${words}: old`}</StatusIndicator> : words}
    </span>
  );
}
