/** Something that a person should know of their account. */
export interface Notice {
  /** The same as long as it is about the same: what is dismissed stays so. */
  readonly id: string;
  readonly text: string;
  /** Where something can be done about it. */
  readonly href: string;
  readonly link: string;
}

/** What was read, and when. */
export interface ReadNotices {
  readonly notices: readonly Notice[];
  /** Actions that the reader lacks: what they would tell is not told, and that is said. */
  readonly unreadable: readonly string[];
}
