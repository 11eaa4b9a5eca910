/* A menu that opens, takes a choice and closes on the event that its script tag names. */
{
  const on = document.currentScript.dataset.on;
  document.body.insertAdjacentHTML(
    "beforeend",
    `<button id="open" aria-haspopup="menu">Actions</button>
<div id="menu" role="menu" hidden><div role="menuitem" tabindex="-1">Copy</div><div role="menuitem" tabindex="-1">Archive</div></div>
<p id="said">nothing</p>`,
  );
  const menu = document.getElementById("menu");
  document.getElementById("open").addEventListener(on, () => (menu.hidden = !menu.hidden));
  menu.addEventListener(on, (event) => {
    event.target.classList.add("done");
    document.getElementById("said").textContent = event.target.textContent;
    menu.hidden = true;
  });
}
