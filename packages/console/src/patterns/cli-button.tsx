import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import { ShowAsCli } from "./show-as-cli.tsx";

/** The button of a page that reads: the same by AWS's CLI. */
export function CliButton({ command }: { readonly command: string }) {
  const [isShown, setShown] = useState(false);
  return (
    <>
      <Button onClick={() => setShown(true)}>Show as AWS CLI</Button>
      <ShowAsCli command={command} isShown={isShown} onClose={() => setShown(false)} />
    </>
  );
}
