/** A role's colour in the line that says who one is; each has a name, since a colour alone says nothing. */
export const ROLE_COLORS = [
  { value: "#d13212", label: "Red" },
  { value: "#d45b07", label: "Orange" },
  { value: "#b2911c", label: "Yellow" },
  { value: "#1d8102", label: "Green" },
  { value: "#00a1c9", label: "Cyan" },
  { value: "#0073bb", label: "Blue" },
  { value: "#7d3ac1", label: "Violet" },
  { value: "#687078", label: "Grey" },
] as const;

export type RoleColor = (typeof ROLE_COLORS)[number]["value"];
