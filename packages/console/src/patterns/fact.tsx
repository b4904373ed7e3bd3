import Icon from "@cloudscape-design/components/icon";
import type { ReactNode } from "react";
import type { ApiError } from "../session/api-error.ts";

interface Asked<Value> {
  readonly data: Value | undefined;
  readonly error: ApiError | null;
}

/** A fact of a summary that another operation tells: on its way, there, or with a lock. Never empty because it may not be read. */
export function tellFact<Value>({ data, error }: Asked<Value>, show: (value: Value) => ReactNode): ReactNode {
  if (error !== null)
    return (
      <span title={error.message}>
        – <Icon name="lock-private" size="small" />{" "}
        {error.isDenied ? "Not readable by you" : "Could not be read"}
      </span>
    );
  return data === undefined ? "Loading" : show(data);
}
