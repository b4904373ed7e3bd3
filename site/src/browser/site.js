import { offerColorScheme } from "./offer-color-scheme.js";
import { offerCopies } from "./offer-copies.js";
import { offerSearch } from "./offer-search.js";

// On a narrow screen the list of pages would stand before the text.
const navigation = document.querySelector("details.navigation");
if (navigation instanceof HTMLDetailsElement && matchMedia("(max-width: 60rem)").matches)
  navigation.open = false;

offerColorScheme(document);
offerCopies(document);
offerSearch(document);
