document.getElementById("go").addEventListener("click", ({ target }) => target.classList.add("done"));
