import { sankey, sankeyLinkHorizontal } from "d3-sankey";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useSpeech } from "../i18n";
import type { Flow, Name } from "../model/types";
import { wrap } from "../model/wrap";
import { FONT } from "../parts/face";
import type { Palette } from "../parts/palette";

type Node = { id: string; side: "from" | "function" | "to"; name: Name; ref: string };
type Link = { source: string; target: string; value: number; function: string };

/** Who gave which function to whom: givers at the left, receivers at the right, every function by name between them. */
export function Flows({ flows, nameOf, palette, selected, title, onSelect }: {
  flows: readonly Flow[]; nameOf(unit: string): Name; palette: Palette; selected: string | null; title: string;
  onSelect(kind: "unit" | "function", id: string): void;
}) {
  const speech = useSpeech();
  const { say } = speech;
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)));
    observer.observe(frame.current!);
    return () => observer.disconnect();
  }, []);
  const narrow = width < 720;
  const count = flows.reduce((sum, flow) => sum + flow.functions.length, 0);
  const label = narrow ? 0 : Math.min(280, width * 0.21);
  const height = Math.max(360, count * 62 + 40);
  const graph = useMemo(() => {
    if (!width || narrow || !count) return null;
    const nodes = new Map<string, Node>();
    const links: Link[] = [];
    for (const flow of flows)
      for (const one of flow.functions) {
        nodes.set(`< ${flow.source}`, { id: `< ${flow.source}`, side: "from", name: nameOf(flow.source), ref: flow.source });
        nodes.set(`= ${one.id}`, { id: `= ${one.id}`, side: "function", name: one.name, ref: one.id });
        nodes.set(`> ${flow.target}`, { id: `> ${flow.target}`, side: "to", name: nameOf(flow.target), ref: flow.target });
        links.push({ source: `< ${flow.source}`, target: `= ${one.id}`, value: 1, function: one.id }, { source: `= ${one.id}`, target: `> ${flow.target}`, value: 1, function: one.id });
      }
    return sankey<Node, Link>().nodeId((node) => node.id).nodeWidth(12).nodePadding(22)
      .extent([[label + 24, 30], [width - label - 24, height - 16]])({ nodes: [...nodes.values()], links });
  }, [flows, width, narrow, nameOf]);
  const path = sankeyLinkHorizontal<Node, Link>();
  const colours = { from: palette.marks.eliminated.edge, function: palette.faint, to: palette.marks.created.edge };
  const inner = graph ? (width - 2 * label) / 2 - 70 : 0;
  const lines = (text: string, room: number, size: number) => wrap(text, room, (part) => part.length * size * 0.49).slice(0, 4);
  return (
    <div class="flows" ref={frame}>
      <h2>{title}</h2>
      {count === 0 && <p class="faint">{say.noFlows}</p>}
      {graph && (
        <svg width={width} height={height} font-family={FONT} role="img" aria-label={`${title}: ${flows.map((flow) => `${speech.name(nameOf(flow.source))} → ${speech.name(nameOf(flow.target))}`).join("; ")}`}>
          <g font-size={13} font-weight={620} aria-hidden="true">
            <text x={label + 36} y={14} text-anchor="end" fill={colours.from}>− {say.gives}</text>
            <text x={width - label - 36} y={14} fill={colours.to}>+ {say.receives}</text>
          </g>
          {graph.links.map((link) => {
            const isLit = selected !== null && (link.function === selected || (link.source as Node).ref === selected || (link.target as Node).ref === selected);
            return (
              <path key={`${(link.source as Node).id} ${link.function}`} d={path(link) ?? ""} fill="none" stroke={(link.target as Node).side === "function" ? colours.from : colours.to}
                stroke-width={Math.max(2, (link.width ?? 1) * 0.82)} opacity={selected === null ? 0.28 : isLit ? 0.6 : 0.14} />
            );
          })}
          {graph.nodes.map((node) => {
            const middle = (node.y0! + node.y1!) / 2;
            const isMiddle = node.side === "function";
            const text = lines(speech.name(node.name), isMiddle ? inner : label - 8, 14);
            const x = node.side === "from" ? node.x0! - 10 : node.x1! + 10;
            return (
              <g key={node.id} class="hand" onClick={() => onSelect(isMiddle ? "function" : "unit", node.ref)}>
                <rect x={node.x0!} y={node.y0!} width={node.x1! - node.x0!} height={Math.max(3, node.y1! - node.y0!)} rx={3} fill={colours[node.side]} />
                {text.map((line, index) => (
                  <text key={index} x={x} y={middle + 5 + (index - (text.length - 1) / 2) * 17} text-anchor={node.side === "from" ? "end" : "start"} font-size={isMiddle ? 13.5 : 14.5}
                    font-weight={isMiddle ? 450 : 620} fill={palette.text}>{line}</text>
                ))}
              </g>
            );
          })}
        </svg>
      )}
      {count > 0 && (
        <ul class={narrow ? "flow-list" : "flow-list visually-hidden"}>
          {flows.map((flow) => (
            <li key={`${flow.source} ${flow.target}`}>
              <p><button type="button" class="link" onClick={() => onSelect("unit", flow.source)}>{speech.name(nameOf(flow.source))}</button> → <button type="button" class="link" onClick={() => onSelect("unit", flow.target)}>{speech.name(nameOf(flow.target))}</button></p>
              <ul>{flow.functions.map((one) => <li key={one.id}><button type="button" class="link" onClick={() => onSelect("function", one.id)}>{speech.name(one.name)}</button></li>)}</ul>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
