import autoComplete from "@tarekraafat/autocomplete.js";

const box = new autoComplete({ selector: "#town", data: { src: ["Berlin", "Bern", "Bonn", "Brno"] }, resultItem: { highlight: false } });
box.input.addEventListener("selection", ({ detail }) => {
  box.input.value = detail.selection.value;
  document.getElementById("said").textContent = `chosen ${detail.selection.value}`;
});
