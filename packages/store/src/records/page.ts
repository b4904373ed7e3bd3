/** `after` is the `next` of the page before. */
export interface PageRequest {
  readonly after?: string;
  /** At least 1. */
  readonly limit: number;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Absent on the last page. */
  readonly next?: string;
}
