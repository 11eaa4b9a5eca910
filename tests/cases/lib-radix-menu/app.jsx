import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { createRoot } from "react-dom/client";

function App() {
  const [said, say] = useState("nothing");
  const [grid, setGrid] = useState(false);
  return (
    <>
      <DropdownMenu.Root>
        <DropdownMenu.Trigger>Actions</DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content>
            <DropdownMenu.Item onSelect={() => say("copied")}>Copy</DropdownMenu.Item>
            <DropdownMenu.Item onSelect={() => say("archived")}>Archive</DropdownMenu.Item>
            <DropdownMenu.CheckboxItem checked={grid} onCheckedChange={setGrid}>Show grid</DropdownMenu.CheckboxItem>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      <p>{said} {grid ? "with grid" : ""}</p>
    </>
  );
}
createRoot(document.getElementById("root")).render(<App />);
