import { useEffect, useRef } from "react";
import { createJsonView, type JsonView, type Mark } from "./json-view.ts";

interface JsonEditorProps {
  readonly text: string;
  /** What it is, for screen readers: "Policy document". */
  readonly label: string;
  /** Absent where it is only read. */
  readonly onChange?: (text: string) => void;
  readonly marks?: readonly Mark[];
  /** Told of the line, from 1, that the pointer is on. */
  readonly onLine?: (line: number | undefined) => void;
  /** An offset to lead to; another object each time that it is to be led to. */
  readonly place?: { readonly offset: number } | undefined;
}

const NO_MARKS: readonly Mark[] = [];

/** JSON with line numbers, colours and marks, in CodeMirror. Load it lazily: `patterns/policy-editor/lazy-json-editor.tsx`. */
export function JsonEditor({ text, label, onChange, marks = NO_MARKS, onLine, place }: JsonEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<JsonView>(undefined);
  const told = useRef({ onChange, onLine });
  told.current = { onChange, onLine };
  const isRead = onChange === undefined;
  useEffect(() => {
    if (host.current === null) return;
    const made = createJsonView(host.current, {
      text,
      label,
      onChange: isRead ? undefined : (next) => told.current.onChange?.(next),
      onLine: (line) => told.current.onLine?.(line),
    });
    view.current = made;
    return () => made.destroy();
  }, [label, isRead]);
  useEffect(() => view.current?.write(text), [text]);
  useEffect(() => view.current?.mark(marks), [marks]);
  useEffect(() => {
    if (place !== undefined) view.current?.goTo(place.offset);
  }, [place]);
  return <div ref={host} className="rc-json-editor" />;
}
