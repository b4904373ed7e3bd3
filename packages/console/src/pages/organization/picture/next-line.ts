import type { Line } from "./tree-lines.ts";

/** Where a key leads from a line; undefined where it leads nowhere. */
export function nextLine(key: string, lines: readonly Line[], at: number): Line | undefined {
  const line = lines[at];
  switch (key) {
    case "ArrowDown":
      return lines[at + 1];
    case "ArrowUp":
      return lines[at - 1];
    case "ArrowLeft":
      return lines.find(({ node }) => node.id === line?.parent);
    case "ArrowRight":
      return lines.find(({ parent }) => parent === line?.node.id);
    case "Home":
      return lines[0];
    case "End":
      return lines.at(-1);
    default: {
      if (key.length !== 1) return undefined;
      const behind = [...lines.slice(at + 1), ...lines.slice(0, at)];
      return behind.find(({ node }) => node.name.toLowerCase().startsWith(key.toLowerCase()));
    }
  }
}
