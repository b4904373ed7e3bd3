import type { InputOf } from "../../session/call-operation.ts";

type ContextEntry = NonNullable<InputOf<"iam", "SimulatePrincipalPolicy">["ContextEntries"]>[number];

/** The Service Authorization Reference's types, as a simulation calls them. */
const TYPES: Readonly<Record<string, string>> = {
  Bool: "boolean",
  Numeric: "numeric",
  Date: "date",
  IPAddress: "ip",
  Binary: "binary",
};

/** A key with what was typed for it; undefined where nothing was. @param type as the reference has it, where it has the key */
export function contextEntryOf(key: string, typed: string, type = "String"): ContextEntry | undefined {
  const isList = type.startsWith("ArrayOf") || typed.includes(",");
  const values = (isList ? typed.split(",") : [typed])
    .map((value) => value.trim())
    .filter((value) => value !== "");
  if (values.length === 0) return undefined;
  const base = TYPES[type.replace(/^ArrayOf/, "")] ?? "string";
  return {
    ContextKeyName: key,
    ContextKeyType: `${base}${isList ? "List" : ""}` as NonNullable<ContextEntry["ContextKeyType"]>,
    ContextKeyValues: values,
  };
}
