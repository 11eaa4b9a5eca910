/** An Ant Design page: a form, tabs, a table with actions in each row. */
import { Button, Checkbox, ConfigProvider, Form, Input, Radio, Select, Space, Switch, Table, Tabs, Tag } from "antd";
import { createElement as h, useState } from "react";
import { createRoot } from "react-dom/client";

const PEOPLE = Array.from({ length: 40 }, (_, key) => ({
  key,
  name: `${["Ann", "Ben", "Cleo", "Dan"][key % 4]} ${key}`,
  role: ["Reader", "Editor", "Owner"][key % 3],
  city: ["Lyon", "Graz", "Turin"][key % 3],
  active: key % 2 === 0,
}));

function People() {
  const [people, setPeople] = useState(PEOPLE);
  const toggle = (key) => setPeople(people.map((one) => (one.key === key ? { ...one, active: !one.active } : one)));
  const columns = [
    { title: "Name", dataIndex: "name", sorter: (one, other) => one.name.localeCompare(other.name) },
    { title: "Role", dataIndex: "role", render: (role) => h(Tag, null, role) },
    { title: "City", dataIndex: "city" },
    {
      title: "Active",
      dataIndex: "active",
      render: (active, one) =>
        h(Switch, { checked: active, "aria-label": `Active: ${one.name}`, onChange: () => toggle(one.key) }),
    },
    {
      title: "Actions",
      render: (_, one) =>
        h(
          Space,
          null,
          h(Button, { size: "small", onClick: () => toggle(one.key) }, "Edit"),
          h(Button, { size: "small", danger: true, onClick: () => toggle(one.key) }, "Block"),
        ),
    },
  ];
  return h(Table, { columns, dataSource: people, pagination: { pageSize: 20 }, rowSelection: {}, size: "small" });
}

function Account() {
  const [count, setCount] = useState(0);
  return h(
    Form,
    { layout: "vertical", style: { maxWidth: 640 } },
    h(Form.Item, { label: "Display name", name: "display" }, h(Input, { id: "display" })),
    h(Form.Item, { label: "Region", name: "region" }, h(Select, { options: [{ value: "Europe" }, { value: "Asia" }] })),
    h(Form.Item, { label: "Language", name: "language" }, h(Radio.Group, { options: ["English", "French", "German"] })),
    h(Form.Item, { name: "news", valuePropName: "checked" }, h(Checkbox, null, "Newsletter")),
    h(Button, { type: "primary", onClick: () => setCount(count + 1) }, `Save (${count})`),
  );
}

function App() {
  const items = [
    { key: "people", label: "People", children: h(People) },
    { key: "account", label: "Account", children: h(Account) },
  ];
  return h(
    ConfigProvider,
    null,
    h("main", { style: { padding: 24 } }, h("h1", null, "Accounts"), h(Account), h(Tabs, { items })),
  );
}

createRoot(document.getElementById("root")).render(h(App));
