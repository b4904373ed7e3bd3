/** What became of what a fuzzer made up. */
export interface FuzzCount {
  accepted: number;
  refused: number;
}
