import type { Answers } from "./answers.ts";

/** The tags of what has them, as a seed writes them. */
export function tagsOf(answers: Answers, id: string): { readonly tags?: Readonly<Record<string, string>> } {
  const answer = answers.byId("list-tags-for-resource").get(id);
  const tags = answer === undefined ? [] : answers.list(answer, "Tags");
  if (tags.length === 0) return {};
  return {
    tags: Object.fromEntries(tags.map((tag) => [answers.text(tag, "Key"), answers.text(tag, "Value")])),
  };
}
