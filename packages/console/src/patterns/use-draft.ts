import { useEffect, useRef, useState } from "react";
import { readClock } from "../app/surroundings.ts";
import { createObservable } from "../session/observable.ts";

/** How many times a draft was written or forgotten in this tab: it changes when one of them does. */
export const draftChanges = createObservable(0);

const keyOf = (id: string) => `rolecall.draft.${id}`;

interface KeptDraft<Value> {
  readonly value: Value;
  /** ISO 8601 */
  readonly at: string;
}

export interface Draft<Value> {
  readonly value: Value;
  readonly change: (value: Value) => void;
  /** What an earlier visit left, with its time, until it is continued or discarded. Offer it with `DraftOffer`. */
  readonly offered: KeptDraft<Value> | undefined;
  readonly continueOffered: () => void;
  readonly discardOffered: () => void;
  /** Forgets it: what was typed is saved, or not wanted. */
  readonly forget: () => void;
}

/**
 * What is typed into a wizard or an editor, kept for as long as the tab lives, so that a reload loses nothing.
 * Never give it a password, a secret key or a code.
 * @param id `role-create`; one of its own for each thing that is edited: `policy:ARN`.
 * @param resumes true for a wizard that goes on after a reload by itself; otherwise the draft is offered.
 */
export function useDraft<Value>(id: string, initial: Value, resumes = false): Draft<Value> {
  const [kept, setKept] = useState(() => readDraft<Value>(id));
  const [value, setValue] = useState<Value>(() => (resumes && kept !== undefined ? kept.value : initial));
  const isTouched = useRef(false);
  useEffect(() => {
    if (!isTouched.current) return;
    sessionStorage.setItem(keyOf(id), JSON.stringify({ value, at: new Date(readClock()).toISOString() }));
    draftChanges.write(draftChanges.read() + 1);
  }, [id, value]);
  const change = (next: Value) => {
    isTouched.current = true;
    setValue(next);
  };
  const forget = () => {
    isTouched.current = false;
    sessionStorage.removeItem(keyOf(id));
    setKept(undefined);
  };
  return {
    value,
    change,
    offered: resumes ? undefined : kept,
    continueOffered() {
      if (kept !== undefined) change(kept.value);
      setKept(undefined);
    },
    discardOffered: forget,
    forget,
  };
}

/** The draft as it was kept last; undefined where there is none. */
export function readDraft<Value>(id: string): KeptDraft<Value> | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(id)) ?? "null") ?? undefined;
  } catch {
    // Another version wrote it.
    return undefined;
  }
}
