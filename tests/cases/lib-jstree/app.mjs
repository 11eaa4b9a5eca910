import "./jquery.mjs";
import "jstree";
import "jstree/dist/themes/default/style.css";

jQuery("#tree")
  .jstree({ core: { animation: 0, worker: false }, plugins: ["checkbox"] })
  .on("changed.jstree", (_, { selected }) => (document.getElementById("said").textContent = selected.join(" ")));
