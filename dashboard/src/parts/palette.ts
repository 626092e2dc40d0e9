import type { Mark } from "../model/comparison";

/** Colours of the drawing. They are attributes, not rules, so that an exported drawing carries them along. */
export interface Palette {
  page: string;
  box: string;
  edge: string;
  line: string;
  text: string;
  faint: string;
  accent: string;
  matrix: string;
  link: string;
  marks: Record<Mark, { fill: string; edge: string; text: string }>;
}

export const LIGHT: Palette = {
  page: "#f6f7f9", box: "#ffffff", edge: "#c3cad6", line: "#9aa5b6", text: "#16202e", faint: "#55617a", accent: "#1d4f9f",
  matrix: "#7a4b9d", link: "#0b7285",
  marks: {
    created: { fill: "#e3f5e8", edge: "#1a7f43", text: "#0d5c2e" },
    eliminated: { fill: "#fdeceb", edge: "#c0392f", text: "#8f1f17" },
    converted: { fill: "#f0eafb", edge: "#6f42b5", text: "#502b8c" },
    moved: { fill: "#fff3dc", edge: "#a56300", text: "#734500" },
    renamed: { fill: "#e2f2f9", edge: "#1b7396", text: "#0f526d" },
    suspended: { fill: "#eceff3", edge: "#5c6a80", text: "#3b4658" },
    reactivated: { fill: "#e3f5e8", edge: "#1a7f43", text: "#0d5c2e" },
    adjusted: { fill: "#f1f3f7", edge: "#64738c", text: "#3f4c61" },
  },
};

export const DARK: Palette = {
  page: "#10151d", box: "#1b232f", edge: "#3d495b", line: "#5d6b80", text: "#e9eef6", faint: "#a3b0c4", accent: "#8bb8ff",
  matrix: "#c79be8", link: "#5cc6d8",
  marks: {
    created: { fill: "#12321f", edge: "#46b877", text: "#9be6b8" },
    eliminated: { fill: "#3a1917", edge: "#ef7a70", text: "#ffb9b3" },
    converted: { fill: "#2a1f42", edge: "#a784e6", text: "#d6c4fb" },
    moved: { fill: "#392a0f", edge: "#e0a33c", text: "#f9d38f" },
    renamed: { fill: "#10303d", edge: "#54b4d8", text: "#a9dff3" },
    suspended: { fill: "#262e3a", edge: "#8b99ae", text: "#c8d2e0" },
    reactivated: { fill: "#12321f", edge: "#46b877", text: "#9be6b8" },
    adjusted: { fill: "#222b38", edge: "#7f8da4", text: "#c0cbdb" },
  },
};

/** The same signs as at the terminal: said by shape, too, never by colour alone. */
export const SIGNS: Record<Mark, string> = {
  created: "+", eliminated: "−", converted: "⇒", moved: "→", renamed: "~", suspended: "‖", reactivated: "▸", adjusted: "±",
};
