import { Editor } from "@tiptap/core";
import StarterKit from "@tiptap/starter-kit";

const editor = new Editor({
  element: document.getElementById("editor"),
  extensions: [StarterKit],
  editorProps: { attributes: { "aria-label": "Message" } },
});
const click = (id, then) => document.getElementById(id).addEventListener("click", then);
click("bold", () => editor.chain().focus().toggleBold().run());
click("bullets", () => editor.chain().focus().toggleBulletList().run());
click("send", (event) => event.target.classList.add("done"));
