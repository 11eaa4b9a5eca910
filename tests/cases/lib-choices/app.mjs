import Choices from "choices.js";
import "choices.js/public/assets/styles/choices.css";
import "./look.css";

new Choices("#plan", { searchEnabled: false, shouldSort: false, itemSelectText: "", labelId: "" });
const save = document.getElementById("save");
save.addEventListener("click", () => {
  save.classList.add("done");
  save.dataset.plan = document.getElementById("plan").value;
});
