import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import { type ChangeStep, commandsOf } from "./change-step.ts";
import "./change.css";

/** The change as commands, folded, before it is made. */
export function AsCli({ steps }: { readonly steps: readonly ChangeStep[] }) {
  const commands = commandsOf(steps);
  if (commands === "") return null;
  return (
    <ExpandableSection headerText="Show as AWS CLI" variant="footer">
      <Commands text={commands} />
    </ExpandableSection>
  );
}

/** Commands as they are typed, and the button that copies them. */
export function Commands({ text, what = "commands" }: { readonly text: string; readonly what?: string }) {
  return (
    <>
      <pre className="rc-commands" tabIndex={0}>
        {text}
      </pre>
      <CopyToClipboard
        variant="inline"
        textToDisplay={`Copy the ${what}`}
        textToCopy={text}
        copyButtonAriaLabel={`Copy the ${what}`}
        copySuccessText={`The ${what} were copied`}
        copyErrorText={`The ${what} could not be copied`}
      />
    </>
  );
}
