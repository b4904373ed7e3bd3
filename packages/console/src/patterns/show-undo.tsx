import Button from "@cloudscape-design/components/button";
import { flashes } from "../app/flashes.ts";

const ATTENTION_MS = 10_000;

/** After a change that is trivial to take back: a notice with [Undo] for ten seconds. Undoing is a change of its own in the audit log. */
export function showUndo(content: string, undo: () => Promise<unknown>): void {
  const dismiss = flashes.show({
    type: "success",
    content,
    action: (
      <Button
        onClick={() => {
          dismiss();
          undo().catch((error: Error) =>
            flashes.show({ type: "error", content: `Not undone: ${error.message}` }),
          );
        }}
      >
        Undo
      </Button>
    ),
  });
  setTimeout(dismiss, ATTENTION_MS);
}
