import Icon, { type IconProps } from "@cloudscape-design/components/icon";
import type { ReactNode } from "react";

const SIGNS = {
  done: { icon: "status-positive", variant: "success", said: " (done)" },
  byHand: { icon: "status-stopped", variant: "subtle", said: "" },
  next: { icon: "status-pending", variant: "normal", said: "" },
  later: { icon: "status-pending", variant: "subtle", said: "" },
} as const satisfies Readonly<
  Record<string, { icon: IconProps.Name; variant: IconProps.Variant; said: string }>
>;

interface StepMarkProps {
  readonly state: keyof typeof SIGNS;
  readonly children: ReactNode;
}

/** A step or a task, and whether it is done: by its sign's outline, and in words for who hears it. */
export function StepMark({ state, children }: StepMarkProps) {
  const { icon, variant, said } = SIGNS[state];
  return (
    <div className="rc-tour-mark">
      <Icon name={icon} variant={variant} />
      <span>
        {children}
        <span className="sr">{said}</span>
      </span>
    </div>
  );
}
