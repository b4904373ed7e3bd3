/**
 * Of each migration: the oldest version, by the number of migrations that it knows, that can work on what it leaves, so that
 * processes of before and after run side by side, and one of before can be started again. Its own number where none can.
 */
export const COMPATIBLE_FROM: readonly number[] = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 11, 12, 12, 12, 12, 12, 12, 12,
];
