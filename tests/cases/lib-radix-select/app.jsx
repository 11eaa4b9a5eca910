import { Dialog, Select } from "radix-ui";
import { useState } from "react";
import { createRoot } from "react-dom/client";

function App() {
  const [name, setName] = useState("");
  return (
    <>
      <label id="plan">Plan</label>
      <Select.Root>
        <Select.Trigger aria-labelledby="plan"><Select.Value placeholder="None yet" /></Select.Trigger>
        <Select.Portal>
          <Select.Content position="popper">
            <Select.Viewport>
              {["Free", "Firm", "School"].map((one) => (
                <Select.Item key={one} value={one}><Select.ItemText>{one}</Select.ItemText></Select.Item>
              ))}
            </Select.Viewport>
          </Select.Content>
        </Select.Portal>
      </Select.Root>
      <Dialog.Root>
        <Dialog.Trigger>Rename</Dialog.Trigger>
        <Dialog.Portal>
          <Dialog.Content aria-describedby={undefined}>
            <Dialog.Title>New name</Dialog.Title>
            <label>Name <input value={name} onChange={(event) => setName(event.target.value)} /></label>
            <Dialog.Close>Keep it</Dialog.Close>
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog.Root>
      <p>Named {name}</p>
    </>
  );
}
createRoot(document.getElementById("root")).render(<App />);
