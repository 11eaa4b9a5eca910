import flatpickr from "flatpickr";
import "flatpickr/dist/flatpickr.css";
import "./look.css";

flatpickr("#due", { defaultDate: "2026-11-05", animate: false, now: new Date(2026, 10, 1) });
const save = document.getElementById("save");
save.addEventListener("click", () => {
  save.classList.add("done");
  save.dataset.due = document.getElementById("due").value;
});
