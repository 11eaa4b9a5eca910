import { TabulatorFull } from "tabulator-tables";
import "tabulator-tables/dist/css/tabulator_simple.css";

new TabulatorFull("#grid", {
  layout: "fitColumns",
  data: [{ id: 1, name: "Bob", city: "Oslo", paid: false }, { id: 2, name: "Ann", city: "Lima", paid: false }],
  columns: [
    { title: "Name", field: "name" },
    { title: "City", field: "city", editor: "input" },
    { title: "Note", formatter: () => "<button>Open</button>", headerSort: false },
  ],
});
