import { fileURLToPath } from "node:url";

/** The file that says who may ask for delegation in the stories. */
export const PRODUCT_PROVIDERS = fileURLToPath(new URL("product-providers.yaml", import.meta.url));
