/** A row holds what a record has, each property under the name of its column: `previousHashes`, `previous_hashes`. */
export type RowOf<Fields> = { readonly [Name in keyof Fields & string as ColumnName<Name>]: Fields[Name] };

type ColumnName<Property extends string> = Property extends `${infer Head}${infer Rest}`
  ? `${Head extends Lowercase<Head> ? Head : `_${Lowercase<Head>}`}${ColumnName<Rest>}`
  : Property;

export function columnNameOf(property: string): string {
  return property.replaceAll(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}
