import "./jquery.mjs";
import "jquery-ui/dist/jquery-ui.js";

jQuery("#card").draggable({ revert: false });
jQuery("#box").droppable({ drop: () => (document.getElementById("said").textContent = "dropped") });
