import { useSyncExternalStore } from "react";

/** A value that changes, and tells who listens. */
export interface Observable<Value> {
  read(): Value;
  write(value: Value): void;
  listen(listener: () => void): () => void;
}

export function createObservable<Value>(initial: Value): Observable<Value> {
  const listeners = new Set<() => void>();
  let value = initial;
  return {
    read: () => value,
    write(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of [...listeners]) listener();
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Its value now; the component is rendered again when it changes. */
export function useObservable<Value>({ listen, read }: Observable<Value>): Value {
  return useSyncExternalStore(listen, read);
}
