import Button from "@cloudscape-design/components/button";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { ReactNode } from "react";
import type { KeyChange } from "./access-key-dialog.tsx";
import { KeyLastUsed } from "./key-last-used.tsx";
import type { UserKey } from "./user-key.ts";

interface RotateKeyProps {
  readonly keys: readonly UserKey[];
  readonly createHref: string;
  readonly onChange: (key: UserKey, change: KeyChange) => void;
}

/**
 * Exchanging a key without an outage, step by step: the older one goes when nothing uses it any more. Which step it is follows from the
 * keys that are there. https://docs.aws.amazon.com/IAM/latest/UserGuide/id-credentials-access-keys-update.html
 */
export function RotateKey({ keys, createHref, onChange }: RotateKeyProps) {
  const [older, newer] = keys.toSorted((a, b) => a.CreateDate.localeCompare(b.CreateDate));
  if (older === undefined) return null;
  const step = newer === undefined ? 0 : older.Status === "Active" ? 1 : 2;
  const steps: readonly (readonly [string, ReactNode])[] = [
    ["Make a second key", <Button key="make" href={createHref}>{`Create access key`}</Button>],
    [
      "Use the new key everywhere, then deactivate the old one when it is not used any more",
      <SpaceBetween key="off" size="xs">
        <span>
          {`${older.AccessKeyId} was last used: `}
          <KeyLastUsed accessKeyId={older.AccessKeyId} />
        </span>
        <Button onClick={() => onChange(older, "deactivate")}>{`Deactivate ${older.AccessKeyId}`}</Button>
      </SpaceBetween>,
    ],
    [
      "Where nothing broke, delete the old key",
      <Button key="gone" onClick={() => onChange(older, "delete")}>{`Delete ${older.AccessKeyId}`}</Button>,
    ],
  ];
  return (
    <ExpandableSection variant="container" headerText="Exchange a key" defaultExpanded={step > 0}>
      <SpaceBetween size="s">
        {steps.map(([text, act], at) => (
          <div key={text}>
            <StatusIndicator type={at < step ? "success" : at === step ? "info" : "pending"} wrapText>
              {`${at + 1}. ${text}`}
            </StatusIndicator>
            {at === step && act}
          </div>
        ))}
      </SpaceBetween>
    </ExpandableSection>
  );
}
