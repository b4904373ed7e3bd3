import Button from "@cloudscape-design/components/button";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";

interface SecretTextProps {
  /** "secret access key" */
  readonly what: string;
  readonly text: string;
  readonly onTaken: () => void;
}

/** A secret: masked until asked for, and copied without being shown. */
export function SecretText({ what, text, onTaken }: SecretTextProps) {
  const [isShown, setShown] = useState(false);
  return (
    // The button of the component tells nobody that it was pressed.
    <span onClick={(event) => isCopying(event.target) && onTaken()}>
      <SpaceBetween size="xs" direction="horizontal" alignItems="center">
        <span className="rc-secret">
          <CopyToClipboard
            variant="icon"
            textToCopy={text}
            copyButtonAriaLabel={`Copy the ${what}`}
            copySuccessText={`The ${what} was copied`}
            copyErrorText={`The ${what} could not be copied`}
          />{" "}
          <code>{isShown ? text : "•".repeat(20)}</code>
        </span>
        <Button variant="inline-link" onClick={() => setShown(!isShown)}>
          {isShown ? "Hide" : "Show"} <span className="sr">{`the ${what}`}</span>
        </Button>
      </SpaceBetween>
    </span>
  );
}

function isCopying(target: EventTarget): boolean {
  return target instanceof Element && target.closest("button")?.ariaLabel?.startsWith("Copy") === true;
}
