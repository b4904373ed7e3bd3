import { first } from "./0001-first.ts";

/**
 * In order, each a list of statements; the number of a migration is its place, counted from 1. One that has been released is
 * never changed.
 */
export const MIGRATIONS: readonly (readonly string[])[] = [first];
