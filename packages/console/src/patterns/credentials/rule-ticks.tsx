import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { PasswordRule } from "./password-rules.ts";
import "../change/change.css";

interface RuleTicksProps {
  readonly rules: readonly PasswordRule[];
  readonly password: string;
  readonly reuse?: number | undefined;
}

/** The rules, each ticked as soon as what is typed holds to it. */
export function RuleTicks({ rules, password, reuse }: RuleTicksProps) {
  return (
    <ul className="rc-steps" aria-label="Rules for the password">
      {rules.map(({ text, holds }) => (
        <li key={text}>
          <StatusIndicator type={holds(password) ? "success" : "pending"} wrapText>
            {text}
            <span className="sr">{holds(password) ? ": kept" : ": not kept yet"}</span>
          </StatusIndicator>
        </li>
      ))}
      {reuse !== undefined && reuse > 0 && (
        <li>
          <StatusIndicator
            type="info"
            wrapText
          >{`Not one of your last ${reuse}. The server looks.`}</StatusIndicator>
        </li>
      )}
    </ul>
  );
}
