import type { CellLook, CellSign } from "./cell-states.ts";

/** Each sign around 0,0, some 20 wide. INVARIANT: no two have the same outline, so that none needs its colour. */
export const SIGN_SHAPES: Readonly<Record<CellSign, string>> = {
  octagonCross:
    '<path class="filled" d="M-4-10H4L10-4V4L4 10H-4L-10 4V-4Z"/><path class="cut" d="M-4-4 4 4M4-4-4 4"/>',
  squareDash:
    '<rect class="open" x="-9" y="-9" width="18" height="18" rx="2"/><path class="open" d="M-5 0H5"/>',
  circleTick: '<circle class="open" r="9"/><path class="open" d="M-4 0-1 3 4-3"/>',
  dottedRing: '<circle class="open" r="9" stroke-dasharray="2 3"/>',
  skipRing: '<circle class="open" r="9"/><path class="open" d="M-6 2Q0-7 5 1M5-4V1H0"/>',
  lockRing:
    '<circle class="open" r="9"/><rect class="filled" x="-4" y="-1" width="8" height="6"/><path class="open" d="M-2-1V-3A2 2 0 0 1 2-3V-1"/>',
};

/** What each sign means, below the grid. */
export const SIGN_LEGEND: Readonly<
  Record<CellSign, { readonly words: string; readonly tone: CellLook["tone"] }>
> = {
  octagonCross: { words: "denies", tone: "bad" },
  squareDash: { words: "must allow, does not", tone: "warning" },
  circleTick: { words: "fine", tone: "good" },
  dottedRing: { words: "no say", tone: "quiet" },
  skipRing: { words: "exempt", tone: "quiet" },
  lockRing: { words: "unknown", tone: "hatched" },
};
