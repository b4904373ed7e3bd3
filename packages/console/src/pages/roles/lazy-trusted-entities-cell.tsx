import { type ComponentProps, lazy, Suspense } from "react";
import type { TrustedEntitiesCell as Cell } from "./trusted-entities-cell.tsx";

const Loaded = lazy(async () => ({
  default: (await import("./trusted-entities-cell.tsx")).TrustedEntitiesCell,
}));

/** Who may assume a role, put in words once the engine's words are loaded: behind the table's first rows. */
export function TrustedEntitiesCell(props: ComponentProps<typeof Cell>) {
  return (
    <Suspense fallback={props.entities[0]?.Name ?? "–"}>
      <Loaded {...props} />
    </Suspense>
  );
}
