import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type ReactNode, useEffect, useState } from "react";
import { guardLeaving, navigateUnasked } from "../app/address.ts";

/**
 * Asks before a form that differs from the server is left: by a link, and by closing the tab.
 * @returns the dialog, to be rendered somewhere in the page.
 */
export function useLeaveGuard(isUnsaved: boolean, text = "What you typed here is not saved."): ReactNode {
  const [to, setTo] = useState<string>();
  useEffect(() => {
    if (!isUnsaved) return undefined;
    const stopGuarding = guardLeaving((target) => {
      setTo(target);
      return false;
    });
    const askBrowser = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", askBrowser);
    return () => {
      stopGuarding();
      window.removeEventListener("beforeunload", askBrowser);
    };
  }, [isUnsaved]);
  if (to === undefined) return null;
  return (
    <Modal
      visible
      header="Leave without saving?"
      closeAriaLabel="Stay"
      onDismiss={() => setTo(undefined)}
      footer={
        <Box float="right">
          <SpaceBetween size="xs" direction="horizontal">
            <Button onClick={() => setTo(undefined)}>Stay</Button>
            <Button variant="primary" onClick={() => navigateUnasked(to)}>
              Leave
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      {text}
    </Modal>
  );
}
