/** `1,284`, of a whole number. By hand, as formatHour is: tables have it in their first drawing. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}
