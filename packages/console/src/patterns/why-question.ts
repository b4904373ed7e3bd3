/** What is asked of Why?: who, what, on what. It stands behind `#`, so that no log has it. */
export interface WhyQuestion {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
}

export function whyQuestionHref(question: WhyQuestion): string {
  return `/console/why#q=${encodeURIComponent(JSON.stringify(question))}`;
}
