import type { Refusal } from "../api";

/** What is wrong with the field beside it. */
export function Complaints({ texts, id }: { texts: string[]; id?: string }) {
  return texts.length ? <span class="complaints" role="alert" {...(id && { id })}>{texts.map((text) => <span key={text}>{text}</span>)}</span> : null;
}

/** A refusal in the register's own words, and its code. */
export function said(refusal: Refusal): string {
  return `${String(refusal["detail"] ?? refusal.code)} (${refusal.code})`;
}
