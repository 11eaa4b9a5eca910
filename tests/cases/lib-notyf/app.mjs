import { Notyf } from "notyf";
import "notyf/notyf.min.css";
import "./look.css";

const notyf = new Notyf({ duration: 60_000, dismissible: true, ripple: false });
document.getElementById("save").addEventListener("click", () => {
  notyf.success("Saved").on("dismiss", () => (document.getElementById("said").textContent = "closed"));
});
