import type { ShownStatement } from "./read-visual.ts";
import type { TextEdit } from "./text-edit.ts";

/** What each part of a statement is given. */
export interface PartProps {
  readonly text: string;
  readonly statement: ShownStatement;
  readonly onEdit: (edit: TextEdit) => void;
}
