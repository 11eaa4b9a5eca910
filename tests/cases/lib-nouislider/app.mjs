import noUiSlider from "nouislider";
import "nouislider/dist/nouislider.css";

const range = document.getElementById("range");
noUiSlider.create(range, {
  start: [20, 80],
  step: 10,
  connect: true,
  animate: false,
  range: { min: 0, max: 100 },
  handleAttributes: [{ "aria-label": "Lowest price" }, { "aria-label": "Highest price" }],
});
range.noUiSlider.on("set", (values) => (document.getElementById("said").textContent = values.join(" to ")));
