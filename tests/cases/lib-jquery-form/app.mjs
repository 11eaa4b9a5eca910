import "./jquery.mjs";
import "jquery-ui/dist/jquery-ui.js";
import "jquery-ui/dist/themes/base/jquery-ui.css";
import "./look.css";

jQuery.fx.off = true;
jQuery("#tabs").tabs();
jQuery("#due").datepicker({ defaultDate: new Date(2026, 10, 5), duration: 0, showAnim: "" });
jQuery("#slider").slider({ value: 20, step: 10 });
