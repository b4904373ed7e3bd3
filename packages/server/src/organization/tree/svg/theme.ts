/** What is coloured, by its class in the drawing; each as it is on light and on dark. */
const COLORS: Readonly<Record<string, readonly [property: string, light: string, dark: string]>> = {
  paper: ["fill", "#ffffff", "#0f1520"],
  card: ["fill", "#f7f9fc", "#182234"],
  frame: ["stroke", "#c6d0de", "#3a4a63"],
  root: ["fill", "#4f46e5", "#8b8cff"],
  unit: ["fill", "#0f766e", "#3fc7b8"],
  link: ["stroke", "#a9b6c8", "#4c5d78"],
  text: ["fill", "#16202e", "#e8eef7"],
  quiet: ["fill", "#5b6a7f", "#9fb0c7"],
  management: ["fill", "#b45309", "#fbbf24"],
  active: ["fill", "#16a34a", "#4ade80"],
  inactive: ["fill", "#b91c1c", "#f87171"],
  scp: ["fill", "#fde4e1", "#4a1f24"],
  scpText: ["fill", "#9b1c1c", "#fecaca"],
  rcp: ["fill", "#ece6fd", "#33235e"],
  rcpText: ["fill", "#5b21b6", "#ddd6fe"],
  other: ["fill", "#dcf3f5", "#10404a"],
  otherText: ["fill", "#155e75", "#bae6fd"],
  lack: ["fill", "#fef0c7", "#4a3410"],
  lackText: ["fill", "#8a4b08", "#fde68a"],
};

const FONTS = `text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"DejaVu Sans",sans-serif}
.mono{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
.bold{font-weight:600}
.link{fill:none;stroke-width:1.5}`;

/** The drawing's style sheet: colours follow what whoever looks prefers. */
export function renderStyle(): string {
  return `${FONTS}\n${rules(1)}\n@media (prefers-color-scheme:dark){\n${rules(2)}\n}`;
}

function rules(column: 1 | 2): string {
  return Object.entries(COLORS)
    .map(([name, row]) => `.${name}{${row[0]}:${row[column]}}`)
    .join("\n");
}
