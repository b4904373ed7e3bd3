import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useState } from "react";
import { Age } from "../age.tsx";
import { ItemsTable } from "../items/items-table.tsx";
import { useAll } from "../items/use-all.ts";
import { AccessKeyDialog, type KeyChange } from "./access-key-dialog.tsx";
import { KeyLastUsed } from "./key-last-used.tsx";
import { RotateKey } from "./rotate-key.tsx";
import { type UserKey, userNamed } from "./user-key.ts";

export const KEYS_MAX = 2;

interface AccessKeysProps {
  /** Undefined for the root user's own, who has no name to IAM. */
  readonly userName: string | undefined;
  /** Where a key is made. */
  readonly createHref: string;
}

/** The access keys of a user, or root's: their state, age and last use; made, switched off and on, deleted, and exchanged in order. */
export function AccessKeys({ userName, createHref }: AccessKeysProps) {
  const asked = useAll("iam", "ListAccessKeys", {
    input: userNamed(userName),
    items: ({ AccessKeyMetadata }) => AccessKeyMetadata as readonly UserKey[],
  });
  const [open, setOpen] = useState<{ readonly key: UserKey; readonly change: KeyChange }>();
  const isFull = (asked.data?.length ?? 0) >= KEYS_MAX;
  return (
    <SpaceBetween size="l">
      <ItemsTable<UserKey>
        title="Access keys"
        what="access keys"
        description="For programs. Two keys at most, so that one can be exchanged for another."
        asked={asked}
        keyOf={({ AccessKeyId }) => AccessKeyId}
        nothing={
          userName === undefined
            ? "No access key. The root user needs none: users and roles do the daily work."
            : "No access key. A role gives a program keys that end by themselves."
        }
        actions={
          <Button
            href={createHref}
            disabled={isFull || asked.data === undefined}
            {...(isFull && { disabledReason: "Two keys at most. Delete one first." })}
          >
            Create access key
          </Button>
        }
        columns={[
          { id: "id", header: "Access key ID", cell: ({ AccessKeyId }) => AccessKeyId },
          { id: "state", header: "State", minWidth: 110, cell: ({ Status }) => <KeyState status={Status} /> },
          { id: "age", header: "Age", minWidth: 90, cell: ({ CreateDate }) => <Age date={CreateDate} /> },
          {
            id: "used",
            header: "Last used",
            cell: ({ AccessKeyId }) => <KeyLastUsed accessKeyId={AccessKeyId} />,
          },
          {
            id: "actions",
            header: "Actions",
            minWidth: 180,
            cell: (key) => <KeyActions accessKey={key} onChange={(change) => setOpen({ key, change })} />,
          },
        ]}
      />
      <RotateKey
        keys={asked.data ?? []}
        createHref={createHref}
        onChange={(key, change) => setOpen({ key, change })}
      />
      {open !== undefined && (
        <AccessKeyDialog
          userName={userName}
          accessKeyId={open.key.AccessKeyId}
          change={open.change}
          onClose={() => setOpen(undefined)}
        />
      )}
    </SpaceBetween>
  );
}

function KeyState({ status }: { readonly status: string }) {
  return <StatusIndicator type={status === "Active" ? "success" : "stopped"}>{status}</StatusIndicator>;
}

interface KeyActionsProps {
  readonly accessKey: UserKey;
  readonly onChange: (change: KeyChange) => void;
}

function KeyActions({ accessKey: { AccessKeyId, Status }, onChange }: KeyActionsProps) {
  const other = Status === "Active" ? "Deactivate" : "Activate";
  return (
    <SpaceBetween size="s" direction="horizontal">
      <Button variant="inline-link" onClick={() => onChange(Status === "Active" ? "deactivate" : "activate")}>
        {other} <span className="sr">{AccessKeyId}</span>
      </Button>
      <Button
        variant="inline-link"
        disabled={Status === "Active"}
        disabledReason="Deactivate it first: then it can be switched on again where something still needs it."
        onClick={() => onChange("delete")}
      >
        Delete <span className="sr">{AccessKeyId}</span>
      </Button>
    </SpaceBetween>
  );
}
