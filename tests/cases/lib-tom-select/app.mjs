import TomSelect from "tom-select";
import "tom-select/dist/css/tom-select.css";
import "./look.css";

new TomSelect("#country", { plugins: ["remove_button"], refreshThrottle: 0 });
const save = document.getElementById("save");
save.addEventListener("click", () => save.classList.add("done"));
