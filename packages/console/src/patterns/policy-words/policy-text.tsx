import FormField from "@cloudscape-design/components/form-field";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { type Finding, policySize } from "@rolecall/policy";
import { PolicyFindings } from "./policy-findings.tsx";
import "./policy-lines.css";

interface PolicyTextProps {
  readonly label: string;
  readonly value: string;
  readonly findings: readonly Finding[];
  readonly onChange: (value: string) => void;
}

/** A document to write, with what the engine says about it below, on each stroke. */
export function PolicyText({ label, value, findings, onChange }: PolicyTextProps) {
  return (
    <SpaceBetween size="s">
      <FormField
        stretch
        label={label}
        constraintText={`${policySize(value).toLocaleString("en")} characters, as IAM counts them: without white space.`}
      >
        <div className="rc-policy-text">
          <Textarea
            value={value}
            rows={Math.min(24, Math.max(8, value.split("\n").length + 1))}
            spellcheck={false}
            onChange={({ detail }) => onChange(detail.value)}
          />
        </div>
      </FormField>
      <PolicyFindings text={value} findings={findings} />
    </SpaceBetween>
  );
}
