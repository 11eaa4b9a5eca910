import Dropzone from "dropzone";
import "dropzone/dist/dropzone.css";

new Dropzone("#zone", { autoProcessQueue: false, dictDefaultMessage: "Drop files here", createImageThumbnails: false });
const send = document.getElementById("send");
send.addEventListener("click", () => send.classList.add("done"));
