import { CELL_STATES, type CellSign, type CellState } from "@rolecall/policy";

/** 20 by 20. The outlines differ, so that nothing hangs on colour: forced colours and greyscale keep them apart. */
const SHAPES: Readonly<
  Record<CellSign, { readonly outline: string; readonly inner: string; readonly isFilled?: true }>
> = {
  octagonCross: {
    outline: "M6.5 1.5h7l5 5v7l-5 5h-7l-5-5v-7z",
    inner: "M7 7l6 6M13 7l-6 6",
    isFilled: true,
  },
  squareDash: { outline: "M2.5 2.5h15v15h-15z", inner: "M6 10h8" },
  circleTick: {
    outline: "M10 1.8a8.2 8.2 0 1 0 0 16.4a8.2 8.2 0 1 0 0-16.4z",
    inner: "M6 10.2l2.8 2.8l5.2-5.6",
  },
  dottedRing: { outline: "M10 1.8a8.2 8.2 0 1 0 0 16.4a8.2 8.2 0 1 0 0-16.4z", inner: "" },
  skipRing: {
    outline: "M10 1.8a8.2 8.2 0 1 0 0 16.4a8.2 8.2 0 1 0 0-16.4z",
    inner: "M5.5 12c1-4 7-5 8.5-1.5M14.5 7v3.8h-3.8",
  },
  lockRing: {
    outline: "M10 1.8a8.2 8.2 0 1 0 0 16.4a8.2 8.2 0 1 0 0-16.4z",
    inner: "M6.8 9.5h6.4v4.6h-6.4zM8 9.5v-1.6a2 2 0 0 1 4 0v1.6",
  },
};

/** What a layer, level or statement says, as a sign; the words beside it say the same. */
export function StateSign({ state }: { readonly state: CellState }) {
  const { sign, tone } = CELL_STATES[state];
  const { outline, inner, isFilled } = SHAPES[sign];
  return (
    <svg className={`rc-sign rc-sign-${tone} rc-sign-${sign}`} viewBox="0 0 20 20" aria-hidden="true">
      <path className={isFilled ? "rc-sign-filled" : "rc-sign-open"} d={outline} />
      {inner !== "" && <path className={isFilled ? "rc-sign-cut" : "rc-sign-open"} d={inner} />}
    </svg>
  );
}
