import { render } from "preact";
import { useEffect, useRef } from "preact/hooks";
import letters from "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2?url";
import { download } from "../download";
import { useSpeech } from "../i18n";
import type { Box } from "../model/comparison";
import type { Laid } from "../model/layout";
import { Sheet, type Faces, type Tie } from "./Drawing";
import { LIGHT } from "./palette";

/** The whole chart as an SVG element of its own, in light colours, for paper and files. */
export function printable(sheet: { laid: Laid<Box>; faces: Faces; ties: readonly Tie[]; title: string; subtitle: string; notes: readonly string[] }): SVGSVGElement {
  const holder = document.createElement("div");
  render(<Sheet {...sheet} palette={LIGHT} />, holder);
  return holder.querySelector("svg")!;
}

/** Larger than this browsers draw nothing. */
const LARGEST = 15_000;

export function Exports({ sheet, stem }: { sheet(): SVGSVGElement | null; stem: string }) {
  const { say } = useSpeech();
  const latest = useRef(sheet);
  latest.current = sheet;
  useEffect(() => {
    const paper = document.createElement("div");
    paper.className = "paper";
    document.body.append(paper);
    const before = () => {
      const svg = latest.current();
      if (svg) paper.replaceChildren(svg), document.body.classList.add("has-paper");
    };
    const after = () => (paper.replaceChildren(), document.body.classList.remove("has-paper"));
    addEventListener("beforeprint", before);
    addEventListener("afterprint", after);
    return () => {
      removeEventListener("beforeprint", before);
      removeEventListener("afterprint", after);
      paper.remove();
    };
  }, []);
  const svg = async () => {
    const drawing = latest.current();
    return drawing && withLetters(drawing);
  };
  return (
    <details class="menu">
      <summary>{say.export}</summary>
      <div>
      <button type="button" onClick={async () => { const text = await svg(); if (text) download(`${stem}.svg`, "image/svg+xml", text); }}>SVG</button>
      <button type="button" onClick={async () => { const text = await svg(); if (text) download(`${stem}.png`, "image/png", await picture(text)); }}>PNG</button>
      <button type="button" onClick={() => print()}>{say.print}</button>
      </div>
    </details>
  );
}

/** The letters travel with the file, so that it looks the same where they are not installed. */
async function withLetters(svg: SVGSVGElement): Promise<string> {
  const bytes = new Uint8Array(await (await fetch(letters)).arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  const style = `<style>@font-face{font-family:"Source Sans 3 Variable";font-weight:200 900;src:url(data:font/woff2;base64,${btoa(text)}) format("woff2")}</style>`;
  return new XMLSerializer().serializeToString(svg).replace(/>/, `>${style}`);
}

async function picture(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const scale = Math.min(2, LARGEST / image.width, LARGEST / image.height);
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/png"));
  } finally {
    URL.revokeObjectURL(url);
  }
}
