import { Accordion, RadioGroup, Slider, Switch, Tabs } from "radix-ui";
import { createRoot } from "react-dom/client";

const App = () => (
  <>
    <label htmlFor="mail">Send mail</label> <Switch.Root id="mail"><Switch.Thumb /></Switch.Root>
    <h2 id="plan">Plan</h2>
    <RadioGroup.Root aria-labelledby="plan">
      {["Free", "Firm"].map((one) => (
        <p key={one}><RadioGroup.Item value={one} id={one}><RadioGroup.Indicator>●</RadioGroup.Indicator></RadioGroup.Item> <label htmlFor={one}>{one}</label></p>
      ))}
    </RadioGroup.Root>
    <Tabs.Root defaultValue="one">
      <Tabs.List aria-label="Settings"><Tabs.Trigger value="one">Account</Tabs.Trigger><Tabs.Trigger value="two">Billing</Tabs.Trigger></Tabs.List>
      <Tabs.Content value="one">Your account</Tabs.Content><Tabs.Content value="two">Your bills</Tabs.Content>
    </Tabs.Root>
    <Accordion.Root type="single" collapsible>
      <Accordion.Item value="more"><Accordion.Header><Accordion.Trigger>More options</Accordion.Trigger></Accordion.Header><Accordion.Content>There are none</Accordion.Content></Accordion.Item>
    </Accordion.Root>
    <Slider.Root defaultValue={[20]} step={10} style={{ position: "relative", display: "flex", width: 200, height: 20, background: "#fff" }}>
      <Slider.Track><Slider.Range /></Slider.Track><Slider.Thumb aria-label="Volume" />
    </Slider.Root>
  </>
);
createRoot(document.getElementById("root")).render(<App />);
