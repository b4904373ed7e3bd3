/** The address of Rolecall's sign. */
export const SIGN: string = new URL("./sign.svg", import.meta.url).href;
