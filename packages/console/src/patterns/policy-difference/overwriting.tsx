import Alert from "@cloudscape-design/components/alert";

/** It was said that one's own is to take the place of what somebody else saved. */
export function Overwriting() {
  return <Alert type="warning">Saving now takes the place of what was changed meanwhile.</Alert>;
}
