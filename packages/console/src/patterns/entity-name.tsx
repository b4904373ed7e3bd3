import Link from "@cloudscape-design/components/link";
import { Fragment } from "react";

interface EntityLinkProps {
  readonly name: string;
  readonly href: string;
}

/** A name in a table: one line with an ellipsis at its end, all of it in its title. */
export function EntityLink({ name, href }: EntityLinkProps) {
  return (
    <span className="rc-one-line" title={name}>
      <Link href={href}>{name}</Link>
    </span>
  );
}

/** A name in a heading or a card: it may break at capital letters and signs, and is never cut. */
export function EntityName({ name }: { readonly name: string }) {
  return breakable(name).map((part, at) => (
    // biome-ignore format: parts have no identity but their place
    <Fragment key={`${at}:${part}`}>{at > 0 && <wbr />}{part}</Fragment>
  ));
}

/** Where a name may break: before a capital after a small letter, and behind `- _ . : /`. */
export function breakable(name: string): readonly string[] {
  return name.split(/(?<=[-_.:/])|(?<=\p{Ll})(?=\p{Lu})/u);
}
