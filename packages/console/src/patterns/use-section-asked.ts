import { type RefObject, useEffect, useRef } from "react";
import { useSearch } from "../app/address.ts";

/** A part of a page that has no tabs, and that a link names all the same (`?tab=sessions`): it is scrolled to, and has the focus, once it is there. */
export function useSectionAsked(id: string, isThere: boolean): RefObject<HTMLDivElement | null> {
  const section = useRef<HTMLDivElement>(null);
  const isAsked = new URLSearchParams(useSearch()).get("tab") === id;
  useEffect(() => {
    if (!isAsked || !isThere) return;
    section.current?.scrollIntoView({ block: "start" });
    section.current?.focus({ preventScroll: true });
  }, [isAsked, isThere]);
  return section;
}
