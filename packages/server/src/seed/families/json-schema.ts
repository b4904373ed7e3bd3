/** What ajv reads. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export const text = { type: "string" } as const;
export const texts = { type: "array", items: text } as const;

/** An object that has these keys and no others. */
export function record(
  required: readonly string[],
  properties: Readonly<Record<string, JsonSchema>>,
): JsonSchema {
  return { type: "object", required, additionalProperties: false, properties };
}
