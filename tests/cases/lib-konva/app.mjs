import Konva from "konva";

const stage = new Konva.Stage({ container: "stage", width: 400, height: 200 });
const layer = new Konva.Layer();
const box = new Konva.Rect({ x: 20, y: 20, width: 80, height: 60, fill: "#9cf", draggable: true });
const said = document.getElementById("said");
box.on("click", () => (said.textContent = "clicked"));
box.on("dragend", () => (said.textContent = `at ${box.x()} ${box.y()}`));
layer.add(box);
stage.add(layer);
