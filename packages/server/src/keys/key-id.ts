/** The id of a key as people see it: eight digits of base 16. */
export function formatKeyId(id: number): string {
  return id.toString(16).padStart(8, "0");
}
