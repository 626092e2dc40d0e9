import { render } from "preact";
import { App } from "./App";
import "./style.css";
import "./forms.css";

render(<App />, document.getElementById("page")!);
