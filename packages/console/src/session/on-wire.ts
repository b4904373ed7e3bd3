/** A value of a contract as JSON carries it: dates as ISO 8601, bytes in base64. */
export type OnWire<Value> = Value extends Date | Uint8Array
  ? string
  : Value extends readonly (infer Item)[]
    ? readonly OnWire<Item>[]
    : Value extends object
      ? { readonly [Key in keyof Value]: OnWire<Value[Key]> }
      : Value;
