/** `npm run build`: builds the console where it has changed. */
import { generate } from "./generate.ts";

await generate();
