import { basicSetup, EditorView } from "codemirror";

const view = new EditorView({
  parent: document.getElementById("editor"),
  extensions: [basicSetup, EditorView.contentAttributes.of({ "aria-label": "Query" })],
});
const run = document.getElementById("run");
run.addEventListener("click", () => {
  run.classList.add("done");
  run.dataset.text = view.state.doc.toString();
});
