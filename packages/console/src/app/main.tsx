import "@cloudscape-design/global-styles/index.css";
import "./frame.css";
import "../patterns/patterns.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createQueryClient } from "../session/query-client.ts";
import { followSystem } from "./appearance.ts";
import { Application } from "./application.tsx";
import { followLinks } from "./navigate.ts";

followSystem();
document.addEventListener("click", followLinks);

const root = document.getElementById("root");
if (root === null) throw new Error("The page has no element #root.");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <Application />
    </QueryClientProvider>
  </StrictMode>,
);
