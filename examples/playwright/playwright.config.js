import { defineConfig } from "@playwright/test";

export default defineConfig({ testDir: ".", workers: 2, reporter: "list" });
