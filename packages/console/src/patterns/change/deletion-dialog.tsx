import FormField from "@cloudscape-design/components/form-field";
import Input, { type InputProps } from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Spinner from "@cloudscape-design/components/spinner";
import { useEffect, useRef, useState } from "react";
import type { ApiError } from "../../session/api-error.ts";
import { Failed } from "../failed.tsx";
import { ChangeDialog } from "./change-dialog.tsx";
import type { ChangeStep } from "./change-step.ts";

/** What was found of something that is to be deleted. */
export interface Deletion {
  /** Sentences; found, never guessed. */
  readonly consequences: readonly string[];
  /** Its parts first, itself last. */
  readonly steps: readonly ChangeStep[];
}

interface DeletionDialogProps {
  readonly noun: { readonly one: string; readonly several: string };
  readonly names: readonly string[];
  /** Undefined while it is looked for. */
  readonly deletion: Deletion | undefined;
  readonly error: ApiError | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Deletes after the consequences were told and the name was typed; parts first, up to the first that fails. */
export function DeletionDialog({ noun, names, deletion, error, onClose, onDone }: DeletionDialogProps) {
  const [typed, setTyped] = useState("");
  const only = names.length === 1 ? names[0] : undefined;
  const wanted = only ?? "confirm";
  const what = only === undefined ? `${names.length} ${noun.several}` : `the ${noun.one} ${only}`;
  return (
    <ChangeDialog
      title={only === undefined ? `Delete ${names.length} ${noun.several}` : `Delete ${only}`}
      verb="Delete"
      steps={deletion?.steps ?? []}
      whatFailed={`${what[0]?.toUpperCase()}${what.slice(1)} ${only === undefined ? "were" : "was"} not deleted.`}
      canConfirm={typed === wanted && deletion !== undefined}
      onClose={onClose}
      onDone={onDone}
    >
      <SpaceBetween size="m">
        {only === undefined && <Names names={names} />}
        {error !== null && <Failed what="What a deletion would lead to could not be read." error={error} />}
        {deletion === undefined && error === null && (
          <span>
            <Spinner /> Looking for what depends on it
          </span>
        )}
        {deletion !== undefined && <Consequences sentences={deletion.consequences} />}
        <NameField wanted={wanted} value={typed} onChange={setTyped} />
      </SpaceBetween>
    </ChangeDialog>
  );
}

function Names({ names }: { readonly names: readonly string[] }) {
  return (
    <ul className="rc-consequences">
      {names.map((name) => (
        <li key={name}>{name}</li>
      ))}
    </ul>
  );
}

function Consequences({ sentences }: { readonly sentences: readonly string[] }) {
  return (
    <ul className="rc-consequences">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

interface NameFieldProps {
  readonly wanted: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function NameField({ wanted, value, onChange }: NameFieldProps) {
  const field = useRef<InputProps.Ref>(null);
  useEffect(() => {
    // Behind the dialog's own choice, which is its close button.
    const timer = setTimeout(() => field.current?.focus(), 50);
    return () => clearTimeout(timer);
  }, []);
  return (
    <FormField
      label={
        <>
          {"To confirm, type "}
          <b>{wanted}</b>
        </>
      }
    >
      <Input
        ref={field}
        value={value}
        autoComplete={false}
        spellcheck={false}
        onChange={({ detail }) => onChange(detail.value)}
      />
    </FormField>
  );
}
