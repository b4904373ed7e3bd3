import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Toggle from "@cloudscape-design/components/toggle";
import { useState } from "react";
import { useFocusBack } from "../patterns/use-focus-back.ts";
import { changeKeysPreference, readKeysPreference } from "./appearance.ts";
import { PAGE_KEYS } from "./keys.ts";

const KEYS: readonly (readonly [key: string, does: string])[] = [
  ["/", "Go to a page, a user, a role, a policy"],
  ["Ctrl K", "The same, also while something is typed"],
  ["c", "Create, on a table"],
  ["t", "To the tour, while one runs"],
  ["?", "These keys"],
  ["Esc", "Close"],
];

/** The keys that the console has, and how they are turned off. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  useFocusBack();
  const [isOn, setOn] = useState(readKeysPreference);
  return (
    <Modal visible header="Keys" closeAriaLabel="Close" onDismiss={onClose}>
      <SpaceBetween size="m">
        <Toggle
          checked={isOn}
          onChange={({ detail }) => {
            changeKeysPreference(detail.checked);
            setOn(detail.checked);
          }}
        >
          Single keys do something
        </Toggle>
        <table className="rc-keys">
          <tbody>
            {[...KEYS, ...pageKeys()].map(([key, does]) => (
              <tr key={key}>
                <th scope="row">
                  <kbd>{key}</kbd>
                </th>
                <td>{does}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </SpaceBetween>
    </Modal>
  );
}

function pageKeys(): readonly (readonly [string, string])[] {
  return [...PAGE_KEYS].map(([key, { text }]) => [`g ${key}`, text]);
}
