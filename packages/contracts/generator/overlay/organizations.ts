import type { Overlay } from "./overlay.ts";

export const organizationsOverlay: Overlay = {
  patternSources: {
    Path: "^(o-[a-z0-9]{10,32}\\/r-[0-9a-z]{4,32}(\\/ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})*(\\/\\d{12})*)\\/",
  },
};
