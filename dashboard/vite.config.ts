import { defineConfig } from "vite";

// Everything the page needs comes with it; names with a hash may be kept for ever, index.html may not.
export default defineConfig({
  base: "/",
  build: {
    outDir: "target/classes/dashboard",
    assetsDir: "assets",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  server: {
    proxy: { "^/(organisations|resolutions|mandates|proposals|log|sign-in)": process.env.REGISTER ?? "http://localhost:8080" },
  },
  test: { include: ["test/**/*.test.ts"] },
} as never);
