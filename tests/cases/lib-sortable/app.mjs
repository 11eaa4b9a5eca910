import Sortable from "sortablejs";

const tasks = document.getElementById("tasks");
for (const text of ["Buy milk", "Call Ann", "Post the letter"]) {
  const item = document.createElement("li");
  item.textContent = text;
  item.style = "height: 40px; border: 1px solid #777; background: #fff";
  tasks.append(item);
}
new Sortable(tasks, { animation: 0 });
const save = document.getElementById("save");
save.addEventListener("click", () => {
  save.classList.add("done");
  save.dataset.order = tasks.innerText;
});
