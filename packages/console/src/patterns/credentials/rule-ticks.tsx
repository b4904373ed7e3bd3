import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { listRules, type PasswordRules } from "./password-rules.ts";
import "../change/change.css";

interface RuleTicksProps {
  readonly rules: PasswordRules;
  readonly password: string;
}

/** The rules, each ticked as soon as what is typed holds to it. */
export function RuleTicks({ rules, password }: RuleTicksProps) {
  const { passwordReusePrevention: reuse } = rules;
  return (
    <ul className="rc-steps" aria-label="Rules for the password">
      {listRules(rules).map(({ text, holds }) => (
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
