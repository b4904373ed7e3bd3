/** The tours, as lists name them. What they consist of is loaded when one is begun. */
export const TOUR_HEADS = {
  "first-role": { title: "Your first role", minutes: 5 },
} as const satisfies Readonly<Record<string, TourHead>>;

interface TourHead {
  readonly title: string;
  readonly minutes: number;
}

export type TourId = keyof typeof TOUR_HEADS;

export function isTourId(id: string): id is TourId {
  return Object.hasOwn(TOUR_HEADS, id);
}
