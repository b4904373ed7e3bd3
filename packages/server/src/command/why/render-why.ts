import {
  type Explanation,
  paintAnsi,
  paintPlain,
  type RenderOptions,
  renderTree,
  showText,
} from "@rolecall/policy";
import type { WhyAnswer } from "./ask-why.ts";

/** Then and now, for a person; where both come to the same, it is told once. Ends with a line break. */
export function renderWhy(answer: WhyAnswer, options: RenderOptions): string {
  const { denial, now, denialUnexplained, nowUnexplained } = answer;
  const paint = options.color === true ? paintAnsi : paintPlain;
  const then = paint("strong", denial?.deniedAt === undefined ? "Then" : `Then, ${denial.deniedAt}`);
  const current = paint("strong", "Now");
  const parts: string[] = [];
  if (denial?.explanation !== undefined) parts.push(`${then}\n${renderTree(denial.explanation, options)}`);
  if (denialUnexplained !== undefined) parts.push(`${then}: ${showText(denialUnexplained)}\n`);
  if (isSame(denial?.explanation, now?.explanation)) parts.push(`${current}: it would be the same.\n`);
  else if (now !== undefined) parts.push(`${current}\n${renderTree(now.explanation, options)}`);
  if (nowUnexplained !== undefined) parts.push(`${current}: ${showText(nowUnexplained)}\n`);
  return parts.join("\n");
}

/** To whom it tells the same: what is hidden is named by another permission then and now. */
function isSame(one: Explanation | undefined, other: Explanation | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  if (one.decision !== other.decision || one.layer !== other.layer) return false;
  return one.hidden.length > 0 || other.hidden.length > 0 || renderTree(one) === renderTree(other);
}
