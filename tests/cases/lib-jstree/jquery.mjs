// The plug-in looks for the library among the globals.
import jQuery from "jquery";

globalThis.jQuery = jQuery;
