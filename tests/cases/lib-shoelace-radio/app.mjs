import "@shoelace-style/shoelace/dist/themes/light.css";
import "@shoelace-style/shoelace/dist/components/radio/radio.js";
import "@shoelace-style/shoelace/dist/components/radio-group/radio-group.js";
import { registerIconLibrary } from "@shoelace-style/shoelace/dist/utilities/icon-library.js";

// Pictures of icons would be asked for from elsewhere.
for (const name of ["default", "system"]) registerIconLibrary(name, { resolver: () => "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>" });
