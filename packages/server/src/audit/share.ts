/** Which of several processes on one folder this is, of what they may do together. */
export interface Share {
  /** From 0. */
  readonly place: number;
  readonly of: number;
}

/** Of a process that has the folder to itself. */
export const WHOLE: Share = { place: 0, of: 1 };

/** How many of so many a second are a process's own in a second; what is left over goes round. */
export function shareOf(perSecond: number, { place, of }: Share, second: number): number {
  const leftOver = perSecond % of;
  return Math.floor(perSecond / of) + ((second + place) % of < leftOver ? 1 : 0);
}
