import { useState } from "react";
import { createRoot } from "react-dom/client";
import { List } from "react-window";

const Row = ({ index, style, say, ariaAttributes }) => (
  <div style={style} {...ariaAttributes}>
    <span>Person {index}</span> <button onClick={() => say(index)}>Invite</button>
  </div>
);
function App() {
  const [said, say] = useState("nobody");
  return (
    <>
      <List rowComponent={Row} rowCount={1000} rowHeight={40} rowProps={{ say }} style={{ height: 240, width: 320, background: "#fff" }} />
      <p>Invited {said}</p>
    </>
  );
}
createRoot(document.getElementById("root")).render(<App />);
