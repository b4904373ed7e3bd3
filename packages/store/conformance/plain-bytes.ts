/** Engines may give their own sort of Uint8Array: to be compared, bytes are a list of numbers. */
export function plainBytes<Value>(record: Value): Value {
  if (typeof record !== "object" || record === null) return record;
  const entries = Object.entries(record).map(([name, value]) => [
    name,
    value instanceof Uint8Array ? [...value] : value,
  ]);
  return Object.fromEntries(entries) as Value;
}

export function plainPage<Item>(page: { readonly items: readonly Item[] }) {
  return { ...page, items: page.items.map(plainBytes) };
}
