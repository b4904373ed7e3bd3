/** The tours, as lists name them, in the order in which one takes them. What they consist of is loaded when one is begun. */
export const TOUR_HEADS = {
  "first-role": { title: "Your first role", minutes: 5 },
  "ten-accounts": { title: "One set of users, ten accounts", minutes: 8 },
  "untrusted-group": { title: "Why a group cannot be trusted", minutes: 6 },
  "break-glass": { title: "Break the glass", minutes: 8 },
} as const satisfies Readonly<Record<string, TourHead>>;

interface TourHead {
  readonly title: string;
  readonly minutes: number;
}

export type TourId = keyof typeof TOUR_HEADS;

export function isTourId(id: string): id is TourId {
  return Object.hasOwn(TOUR_HEADS, id);
}
