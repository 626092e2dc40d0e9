import { useMemo, useState } from "preact/hooks";
import { download } from "../download";
import { useSpeech, type Speech } from "../i18n";
import { MARKS, type Box, type Mark } from "../model/comparison";
import { writeCsv } from "../model/csv";
import type { Resolution } from "../model/types";
import { Named } from "../parts/Why";
import { SIGNS } from "../parts/palette";

type Column = "unit" | "change" | "parent" | "kind" | "functions" | "since" | "act";
const COLUMNS: Column[] = ["unit", "change", "parent", "kind", "functions", "since", "act"];
/** More rows than anybody reads on paper; the rest comes with the next press. */
const PAGE = 400;

interface Row {
  box: Box;
  depth: number;
  cells: Record<Column, string>;
}

export function Table({ boxes, acts, text, selected, stem, onSelect }: {
  boxes: readonly Box[]; acts: ReadonlyMap<string, Resolution>; text: string; selected: string | null; stem: string; onSelect(id: string): void;
}) {
  const speech = useSpeech();
  const { say } = speech;
  const [sort, setSort] = useState<{ column: Column; down: boolean } | null>(null);
  const [mark, setMark] = useState<Mark | "">("");
  const [most, setMost] = useState(PAGE);
  const all = useMemo(() => rowsOf(boxes, acts, speech), [boxes, acts, speech]);
  const present = MARKS.filter((one) => boxes.some((box) => box.marks.includes(one)));
  const rows = useMemo(() => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    const kept = all.filter((row) => (!mark || row.box.marks.includes(mark))
      && words.every((word) => COLUMNS.some((column) => row.cells[column].toLowerCase().includes(word))
        || row.box.unit.functions.some((one) => speech.name(one.name).toLowerCase().includes(word))));
    if (!sort) return kept;
    const compare = new Intl.Collator(speech.language, { numeric: true }).compare;
    return [...kept].sort((a, b) => (sort.down ? -1 : 1) * compare(a.cells[sort.column], b.cells[sort.column]));
  }, [all, text, mark, sort, speech]);
  const shown = rows.slice(0, most);
  return (
    <div class="table-view">
      <div class="table-tools">
        <p role="status">{say.rows(rows.length)}</p>
        {present.length > 0 && (
          <label>{say.columns.change}{" "}
            <select value={mark} onChange={(event) => setMark(event.currentTarget.value as Mark | "")}>
              <option value="">{say.all}</option>
              {present.map((one) => <option key={one} value={one}>{SIGNS[one]} {say.marks[one]}</option>)}
            </select>
          </label>
        )}
        <button type="button" onClick={() => download(`${stem}.csv`, "text/csv", "\uFEFF" + writeCsv([COLUMNS.map((one) => say.columns[one]), ...rows.map((row) => COLUMNS.map((one) => row.cells[one]))]))}>CSV</button>
      </div>
      <div class="scroller" tabindex={0} role="region" aria-label={say.pages.table}>
        <table>
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th key={column} scope="col" class={column} aria-sort={sort?.column === column ? (sort.down ? "descending" : "ascending") : "none"}>
                  <button type="button" title={say.sortBy(say.columns[column])}
                    onClick={() => setSort(sort?.column !== column ? { column, down: false } : sort.down ? null : { column, down: true })}>
                    {say.columns[column]}<span aria-hidden="true">{sort?.column === column ? (sort.down ? " ↓" : " ↑") : ""}</span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.box.id} class={`${row.box.marks[0] ?? ""} ${row.box.unit.id === selected ? "selected" : ""}`} onClick={() => onSelect(row.box.unit.id)}>
                <th scope="row" style={{ paddingLeft: `${12 + (sort ? 0 : row.depth * 18)}px` }}>
                  <button type="button" class="link" onClick={(event) => (event.stopPropagation(), onSelect(row.box.unit.id))}>
                    {row.box.marks[0] === "eliminated" ? <s><Named name={row.box.unit.name} /></s> : <Named name={row.box.unit.name} />}
                  </button>
                </th>
                <td class="change">
                  {row.box.marks.map((one) => <span key={one} class={`pill ${one}`}>{SIGNS[one]} {say.marks[one]}</span>)}
                  {row.box.formerName && <span class="detail">{say.formerly}: {speech.name(row.box.formerName)}</span>}
                  {(row.box.gained > 0 || row.box.lost > 0) && <span class="detail">{[row.box.gained && `+ ${say.gained(row.box.gained)}`, row.box.lost && `− ${say.lost(row.box.lost)}`].filter(Boolean).join(", ")}</span>}
                </td>
                <td data-label={say.columns.parent}>{row.cells.parent}</td>
                <td data-label={say.columns.kind}>{row.cells.kind}</td>
                <td data-label={say.columns.functions} class="numeric">{row.cells.functions}</td>
                <td data-label={say.columns.since} class="date">{row.cells.since}</td>
                <td data-label={say.columns.act}>{row.cells.act}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length > most && <p class="more"><button type="button" onClick={() => setMost(most + PAGE)}>+ {say.rows(rows.length - most)}</button></p>}
      </div>
    </div>
  );
}

/** In the order of the chart: every unit under its superior. */
function rowsOf(boxes: readonly Box[], acts: ReadonlyMap<string, Resolution>, speech: Speech): Row[] {
  const real = boxes.filter((box) => box.movedTo === undefined);
  const byId = new Map(real.map((box) => [box.id, box]));
  const children = new Map<string | null, Box[]>();
  for (const box of real) {
    const parent = box.parent !== null && byId.has(box.parent) ? box.parent : null;
    children.set(parent, [...(children.get(parent) ?? []), box]);
  }
  const rows: Row[] = [];
  const visit = (parent: string | null, depth: number) => {
    for (const box of children.get(parent) ?? []) {
      const act = (box.causes[0] ?? box.unit).authority.resolution;
      rows.push({
        box, depth,
        cells: {
          unit: speech.name(box.unit.name),
          change: box.marks.map((one) => `${SIGNS[one]} ${speech.say.marks[one]}`).join(" "),
          parent: parent === null ? "" : speech.name(byId.get(parent)!.unit.name),
          kind: speech.say.kinds[box.unit.kind] ?? box.unit.kind,
          functions: String(box.unit.functions.length),
          since: box.unit.since,
          act: acts.get(act)?.symbol ?? act,
        },
      });
      visit(box.id, depth + 1);
    }
  };
  visit(null, 0);
  return rows;
}
