import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import { formatDuration } from "../../patterns/format-duration.ts";

const HOUR_SECONDS = 3_600;
/** IAM User Guide, "Update the maximum session duration for a role": 1 to 12 hours. */
const HOURS = [1, 2, 4, 8, 12];

interface DurationSelectProps {
  readonly seconds: number;
  readonly onChange: (seconds: number) => void;
}

/** How long one session of the role may last. A value that is none of the usual ones stays to be chosen. */
export function DurationSelect({ seconds, onChange }: DurationSelectProps) {
  const usual = HOURS.map((hours) => hours * HOUR_SECONDS);
  const all = usual.includes(seconds) ? usual : [seconds, ...usual];
  const options = all.map((value) => ({ value: String(value), label: formatDuration(value) }));
  return (
    <FormField
      label="Maximum session"
      description="How long a session of the role lasts at most; who assumes it may ask for less."
    >
      <Select
        options={options}
        selectedOption={options.find(({ value }) => value === String(seconds)) ?? null}
        onChange={({ detail }) => onChange(Number(detail.selectedOption.value))}
      />
    </FormField>
  );
}
