/* A combobox of the page's own: typed in, chosen from by mouse or keys. */
{
  document.body.insertAdjacentHTML(
    "beforeend",
    `<label for="city">City</label>
<input id="city" role="combobox" aria-expanded="false" aria-controls="list" autocomplete="off">
<div id="list" role="listbox" hidden></div>`,
  );
  const city = document.getElementById("city");
  const list = document.getElementById("list");
  const cities = ["Lima", "Lisbon", "Ljubljana", "Lyon"];
  let active = -1;
  const draw = () => {
    const fits = cities.filter((one) => one.toLowerCase().startsWith(city.value.toLowerCase()));
    list.replaceChildren(...fits.map((one, nth) => {
      const option = document.createElement("div");
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", String(nth === active));
      option.id = `option-${nth}`;
      option.textContent = one;
      option.addEventListener("mousedown", (event) => { event.preventDefault(); take(one); });
      return option;
    }));
    list.hidden = false;
    city.setAttribute("aria-expanded", "true");
  };
  const take = (one) => { city.value = one; list.hidden = true; city.setAttribute("aria-expanded", "false"); active = -1; };
  city.addEventListener("input", draw);
  city.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") { active += 1; draw(); event.preventDefault(); }
    if (event.key === "Enter" && active >= 0) { take(list.children[active].textContent); event.preventDefault(); }
  });
}
