import type { SubjectKind } from "../families.ts";

export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
}

/** What one transaction has changed, for the change feed. */
export abstract class NotedSubjects {
  #subjects: Map<string, Subject> | undefined;
  #isAll = false;

  note(kind: SubjectKind, id: string): void {
    this.#subjects ??= new Map();
    this.#subjects.set(`${kind} ${id}`, { kind, id });
  }

  /** For changes that are not worth listing. */
  noteAll(): void {
    this.#isAll = true;
  }

  /** What was noted so far, each subject once, in the order in which it was noted first. */
  changes(): readonly Subject[] | "all" {
    if (this.#isAll) return "all";
    return this.#subjects === undefined ? NOTHING : [...this.#subjects.values()];
  }
}

const NOTHING: readonly Subject[] = Object.freeze([]);
