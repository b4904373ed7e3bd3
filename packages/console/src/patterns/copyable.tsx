import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";

interface CopyableProps {
  readonly text: string;
  /** What it is, for the notice: "ARN". */
  readonly what: string;
  /** Shown as code, its lines kept. */
  readonly isCode?: boolean;
}

/** A text beside the button that copies it. */
export function Copyable({ text, what, isCode = false }: CopyableProps) {
  return (
    <span className={isCode ? "rc-copyable-code" : "rc-copyable"}>
      <CopyToClipboard
        variant="icon"
        textToCopy={text}
        copyButtonAriaLabel={`Copy the ${what}`}
        copySuccessText={`The ${what} was copied`}
        copyErrorText={`The ${what} could not be copied`}
      />{" "}
      {isCode ? <code>{text}</code> : text}
    </span>
  );
}
