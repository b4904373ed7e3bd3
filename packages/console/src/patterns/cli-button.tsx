import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import { ShowAsCli } from "./show-as-cli.tsx";

/** The button that shows what is about to be done as commands. */
export function CliButton({ command }: { readonly command: string }) {
  const [isShown, setShown] = useState(false);
  return (
    <>
      <Button formAction="none" onClick={() => setShown(true)}>
        Show as AWS CLI
      </Button>
      <ShowAsCli command={command} isShown={isShown} onClose={() => setShown(false)} />
    </>
  );
}
