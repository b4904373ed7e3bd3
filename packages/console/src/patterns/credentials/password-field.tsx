import "./password-field.css";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { type KeyboardEvent, type ReactNode, useState } from "react";

interface PasswordFieldProps {
  readonly label: string;
  readonly value: string;
  readonly autoComplete: "current-password" | "new-password";
  readonly description?: ReactNode;
  readonly errorText?: string;
  readonly onChange: (value: string) => void;
}

/** A password, hidden until asked, with a word where Caps Lock is on. */
export function PasswordField(props: PasswordFieldProps) {
  const { label, value, autoComplete, description, errorText, onChange } = props;
  const [isShown, setShown] = useState(false);
  const [isCapsLock, setCapsLock] = useState(false);
  const look = (event: KeyboardEvent) => setCapsLock(event.getModifierState("CapsLock"));
  return (
    // The keys are looked at and go on to the field.
    <div onKeyUpCapture={look}>
      <FormField
        label={label}
        {...(description !== undefined && { description })}
        {...(errorText !== undefined && { errorText })}
        {...(isCapsLock && { constraintText: "Caps Lock is on." })}
      >
        <div className="rc-password">
          <Input
            value={value}
            type={isShown ? "text" : "password"}
            name={autoComplete}
            autoComplete={autoComplete}
            onChange={({ detail }) => onChange(detail.value)}
          />
          <Button formAction="none" onClick={() => setShown(!isShown)}>
            {isShown ? "Hide" : "Show"}
            <span className="sr"> the password</span>
          </Button>
        </div>
      </FormField>
    </div>
  );
}
