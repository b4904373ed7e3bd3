/** What a layer says in one of the two passes: the closed set, with how each state is shown, everywhere. */
export type CellState =
  | "denies"
  | "doesNotAllow"
  | "allows"
  | "noDeny"
  | "none"
  | "notNeeded"
  | "exempt"
  | "unknown";

/** The outlines differ, so that colour only repeats what they say. */
export type CellSign = "octagonCross" | "squareDash" | "circleTick" | "dottedRing" | "skipRing" | "lockRing";

export interface CellLook {
  readonly sign: CellSign;
  /** The same in a line of text. */
  readonly mark: string;
  readonly tone: "bad" | "warning" | "good" | "quiet" | "hatched";
  readonly words: string;
}

export const CELL_STATES: Readonly<Record<CellState, CellLook>> = {
  denies: { sign: "octagonCross", mark: "✘", tone: "bad", words: "denies" },
  doesNotAllow: { sign: "squareDash", mark: "⊟", tone: "warning", words: "does not allow" },
  allows: { sign: "circleTick", mark: "✔", tone: "good", words: "allows" },
  noDeny: { sign: "circleTick", mark: "✔", tone: "good", words: "no deny" },
  none: { sign: "dottedRing", mark: "◌", tone: "quiet", words: "none" },
  notNeeded: { sign: "dottedRing", mark: "◌", tone: "quiet", words: "need not allow" },
  exempt: { sign: "skipRing", mark: "↷", tone: "quiet", words: "exempt" },
  unknown: { sign: "lockRing", mark: "?", tone: "hatched", words: "unknown to you" },
};

export const DECIDED_HERE = "Decided here";
export const NEXT_TO_STOP = "Next to stop it";
export const NOT_REACHED = "Not reached. It would say:";

export type PassName = "first" | "second";

/** The question of each pass. */
export const PASS_QUESTIONS: Readonly<
  Record<PassName, { readonly name: string; readonly question: string }>
> = {
  first: { name: "First pass", question: "Does anything deny it?" },
  second: { name: "Second pass", question: "Does each that must allow it?" },
};
