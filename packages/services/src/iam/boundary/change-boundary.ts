/** Source: IAM User Guide, "Permissions boundaries for IAM entities". */
import type { Empty } from "@rolecall/contracts";
import type { Arn } from "@rolecall/names";
import type { StepsOn } from "@rolecall/operations";
import type { WriteTransaction } from "@rolecall/store";
import { noBoundarySet } from "../error.ts";
import type { BoundedKind } from "../kinds.ts";
import { boundaryContext } from "../requirement.ts";
import { boundaryPolicy } from "./boundary.ts";

interface Bounded {
  readonly name: string;
  readonly permissionsBoundary?: Arn;
}

type Changing<Input, Record> = StepsOn<
  Input,
  Empty,
  WriteTransaction,
  { readonly record: Record | undefined },
  Record,
  undefined
>;

export function putBoundary<Naming, Record extends Bounded>(
  kind: BoundedKind<Naming, Record>,
): Changing<Naming & { readonly PermissionsBoundary: string }, Record> {
  return {
    on: kind.on,
    details: ({ input }) => boundaryContext(input.PermissionsBoundary),
    perform: async ({ call, target: record }) => {
      const permissionsBoundary = await boundaryPolicy(call, call.input.PermissionsBoundary);
      await kind.update(call.tx, { ...record, permissionsBoundary });
      return {};
    },
  };
}

export function deleteBoundary<Naming, Record extends Bounded>(
  kind: BoundedKind<Naming, Record>,
): Changing<Naming, Record> {
  return {
    on: kind.on,
    details: (_call, { record }) => boundaryContext(record?.permissionsBoundary),
    perform: async ({ call: { tx }, target: { permissionsBoundary, ...record } }) => {
      if (permissionsBoundary === undefined) throw noBoundarySet(kind.word, record.name);
      await kind.update(tx, record as unknown as Record);
      return {};
    },
  };
}
