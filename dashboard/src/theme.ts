import { useEffect, useState } from "preact/hooks";
import { DARK, LIGHT, type Palette } from "./parts/palette";

export type Theme = "auto" | "light" | "dark";

/** The colours wanted, by the system or by the reader, who is remembered. */
export function usePalette(): { palette: Palette; theme: Theme; setTheme(theme: Theme): void } {
  const [theme, set] = useState<Theme>(() => (localStorage.getItem("theme") as Theme | null) ?? "auto");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const [isSystemDark, setSystemDark] = useState(system.matches);
  useEffect(() => {
    const change = (event: MediaQueryListEvent) => setSystemDark(event.matches);
    system.addEventListener("change", change);
    return () => system.removeEventListener("change", change);
  }, []);
  const isDark = theme === "dark" || (theme === "auto" && isSystemDark);
  useEffect(() => {
    document.documentElement.dataset["theme"] = isDark ? "dark" : "light";
  }, [isDark]);
  return {
    palette: isDark ? DARK : LIGHT, theme,
    setTheme(wanted) {
      localStorage.setItem("theme", wanted);
      set(wanted);
    },
  };
}
