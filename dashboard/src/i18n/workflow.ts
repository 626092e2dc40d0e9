import type { Language } from "../model/types";

const STATUS: Record<string, Record<Language, string>> = {
  issued: { en: "issued", es: "emitido", pt: "emitido", fr: "émis" },
  assigned: { en: "assigned", es: "asignado", pt: "atribuído", fr: "attribué" },
  unassigned: { en: "unassigned", es: "sin asignar", pt: "sem responsável", fr: "non attribué" },
  "in-progress": { en: "in progress", es: "en curso", pt: "em andamento", fr: "en cours" },
  implemented: { en: "implemented", es: "cumplido", pt: "cumprido", fr: "mis en œuvre" },
  verified: { en: "verified", es: "verificado", pt: "verificado", fr: "vérifié" },
  closed: { en: "closed", es: "cerrado", pt: "encerrado", fr: "clos" },
  merged: { en: "merged", es: "fusionado", pt: "fundido", fr: "fusionné" },
  replaced: { en: "replaced", es: "sustituido", pt: "substituído", fr: "remplacé" },
  retired: { en: "retired", es: "retirado", pt: "retirado", fr: "retiré" },
  lapsed: { en: "lapsed", es: "caducado", pt: "caducado", fr: "caduc" },
  discharged: { en: "discharged", es: "descargado", pt: "exonerado", fr: "déchargé" },
  drafted: { en: "drafted", es: "redactada", pt: "redigida", fr: "rédigée" },
  submitted: { en: "submitted", es: "presentada", pt: "apresentada", fr: "soumise" },
  "under-consideration": { en: "under consideration", es: "en consideración", pt: "em consideração", fr: "à l’examen" },
  approved: { en: "approved", es: "aprobada", pt: "aprovada", fr: "approuvée" },
  returned: { en: "returned", es: "devuelta", pt: "devolvida", fr: "renvoyée" },
  rejected: { en: "rejected", es: "rechazada", pt: "rejeitada", fr: "rejetée" },
  withdrawn: { en: "withdrawn", es: "retirada", pt: "retirada", fr: "retirée" },
  enacted: { en: "enacted", es: "promulgada", pt: "promulgada", fr: "promulguée" },
};

export function statusWord(status: string, language: Language): string {
  const code = status.toLowerCase().replaceAll("_", "-");
  return STATUS[code]?.[language] ?? code;
}

const en = {
  mandate: "Mandate", status: "State", lead: "Answers for it", due: "Due", act: "Act", nobody: "nobody", noDate: "no date",
  overdue: (day: string) => `overdue since ${day}`, noMandates: "No mandate is recorded for this organisation on this day.", noProposals: "No proposal is recorded for this organisation on this day.",
  ordered: "What was ordered", changes: "Changes that carry it out", noChanges: "None yet.", proposals: "Proposals", units: "Units concerned", steps: "Step by step",
  inEffect: "in effect", planned: "planned", annulled: "annulled", proposal: "Proposal", changesProposed: (n: number) => `${n} ${n === 1 ? "change" : "changes"} proposed`, answers: "Answers the mandate",
  overdueCount: (n: number) => `${n} ${n === 1 ? "mandate" : "mandates"} overdue`, pendingCount: (n: number) => `${n} ${n === 1 ? "proposal" : "proposals"} pending`,
};
type Workflow = typeof en;
export const workflow: Record<Language, Workflow> = {
  en,
  es: {
    mandate: "Mandato", status: "Estado", lead: "Responde de él", due: "Vence", act: "Acto", nobody: "nadie", noDate: "sin fecha",
    overdue: (day) => `vencido desde el ${day}`, noMandates: "No hay mandatos registrados para esta organización ese día.", noProposals: "No hay propuestas registradas para esta organización ese día.",
    ordered: "Lo que se ordenó", changes: "Cambios que lo cumplen", noChanges: "Ninguno aún.", proposals: "Propuestas", units: "Unidades interesadas", steps: "Paso a paso",
    inEffect: "en vigor", planned: "previsto", annulled: "anulado", proposal: "Propuesta", changesProposed: (n) => `${n} ${n === 1 ? "cambio propuesto" : "cambios propuestos"}`, answers: "Responde al mandato",
    overdueCount: (n) => `${n} ${n === 1 ? "mandato vencido" : "mandatos vencidos"}`, pendingCount: (n) => `${n} ${n === 1 ? "propuesta pendiente" : "propuestas pendientes"}`,
  },
  pt: {
    mandate: "Mandato", status: "Estado", lead: "Responde por ele", due: "Prazo", act: "Ato", nobody: "ninguém", noDate: "sem data",
    overdue: (day) => `vencido desde ${day}`, noMandates: "Não há mandatos registrados para esta organização nesse dia.", noProposals: "Não há propostas registradas para esta organização nesse dia.",
    ordered: "O que foi ordenado", changes: "Alterações que o cumprem", noChanges: "Nenhuma ainda.", proposals: "Propostas", units: "Unidades envolvidas", steps: "Passo a passo",
    inEffect: "em vigor", planned: "prevista", annulled: "anulada", proposal: "Proposta", changesProposed: (n) => `${n} ${n === 1 ? "alteração proposta" : "alterações propostas"}`, answers: "Responde ao mandato",
    overdueCount: (n) => `${n} ${n === 1 ? "mandato vencido" : "mandatos vencidos"}`, pendingCount: (n) => `${n} ${n === 1 ? "proposta pendente" : "propostas pendentes"}`,
  },
  fr: {
    mandate: "Mandat", status: "État", lead: "En répond", due: "Échéance", act: "Acte", nobody: "personne", noDate: "sans date",
    overdue: (day) => `en retard depuis le ${day}`, noMandates: "Aucun mandat n’est enregistré pour cette organisation ce jour-là.", noProposals: "Aucune proposition n’est enregistrée pour cette organisation ce jour-là.",
    ordered: "Ce qui a été ordonné", changes: "Changements qui l’exécutent", noChanges: "Aucun encore.", proposals: "Propositions", units: "Unités concernées", steps: "Pas à pas",
    inEffect: "en vigueur", planned: "prévu", annulled: "annulé", proposal: "Proposition", changesProposed: (n) => `${n} ${n === 1 ? "changement proposé" : "changements proposés"}`, answers: "Répond au mandat",
    overdueCount: (n) => `${n} ${n === 1 ? "mandat en retard" : "mandats en retard"}`, pendingCount: (n) => `${n} ${n === 1 ? "proposition en attente" : "propositions en attente"}`,
  },
};
