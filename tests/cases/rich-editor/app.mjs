import Quill from "quill";

const editor = new Quill("#editor", { modules: { toolbar: false } });
editor.root.setAttribute("aria-label", "Message");
const send = document.getElementById("send");
send.addEventListener("click", () => {
  send.classList.add("done");
  send.dataset.text = editor.getText();
});
