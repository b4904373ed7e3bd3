/** Something that is not as it should be. */
export interface Finding {
  readonly table: string;
  /** The row's key, its columns with spaces between; "" for the table. */
  readonly id: string;
  readonly what: string;
  /** Worth telling, and no fault. */
  readonly isNote: boolean;
}
