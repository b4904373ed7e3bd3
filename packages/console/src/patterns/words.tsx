import { Fragment } from "react";

/** A piece of a sentence: `strong` where it says what matters, `code` for an action, an ARN or a value. */
export interface WordPart {
  readonly text: string;
  readonly as?: "strong" | "code" | "quiet";
}

/** A sentence of parts, as what says policies in words writes them. */
export function Words({ parts }: { readonly parts: readonly (WordPart | string)[] }) {
  return parts.map((part, at) => <Fragment key={`${at}`}>{toElement(part)}</Fragment>);
}

function toElement(part: WordPart | string) {
  if (typeof part === "string") return part;
  switch (part.as) {
    case "strong":
      return <b>{part.text}</b>;
    case "code":
      return <code>{part.text}</code>;
    case "quiet":
      return <span className="rc-quiet">{part.text}</span>;
    default:
      return part.text;
  }
}
