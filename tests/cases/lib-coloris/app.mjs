import Coloris from "@melloware/coloris";
import "@melloware/coloris/dist/coloris.css";
import "./look.css";

Coloris.init();
Coloris({ el: "#colour", swatches: ["#00ff00", "#ffee00"], swatchesOnly: true, alpha: false });
const save = document.getElementById("save");
save.addEventListener("click", () => save.classList.add("done"));
