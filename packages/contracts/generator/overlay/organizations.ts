import type { ModelPage } from "../model.ts";
import type { Overlay } from "./overlay.ts";

const transfers: ModelPage = {
  input_token: "NextToken",
  limit_key: "MaxResults",
  output_token: "NextToken",
  result_key: "ResponsibilityTransfers",
};

export const organizationsOverlay: Overlay = {
  // Their inputs and outputs have tokens; the model's list of paginators leaves them out.
  pages: { ListInboundResponsibilityTransfers: transfers, ListOutboundResponsibilityTransfers: transfers },
  patternSources: {
    Path: "^(o-[a-z0-9]{10,32}\\/r-[0-9a-z]{4,32}(\\/ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})*(\\/\\d{12})*)\\/",
  },
};
