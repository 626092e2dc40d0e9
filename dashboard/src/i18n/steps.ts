import type { Language } from "../model/types";

/** What people do with mandates and proposals, as a button says it. */
const STEPS: Record<string, Record<Language, string>> = {
  edit: { en: "Edit", es: "Editar", pt: "Editar", fr: "Modifier" },
  submission: { en: "Submit", es: "Presentar", pt: "Apresentar", fr: "Soumettre" },
  consideration: { en: "Begin consideration", es: "Iniciar la consideración", pt: "Iniciar a consideração", fr: "Commencer l’examen" },
  approval: { en: "Approve", es: "Aprobar", pt: "Aprovar", fr: "Approuver" },
  enactment: { en: "Enact", es: "Promulgar", pt: "Promulgar", fr: "Promulguer" },
  return: { en: "Return with reason", es: "Devolver con motivo", pt: "Devolver com motivo", fr: "Renvoyer avec motif" },
  rejection: { en: "Reject", es: "Rechazar", pt: "Rejeitar", fr: "Rejeter" },
  withdrawal: { en: "Withdraw the proposal", es: "Retirar la propuesta", pt: "Retirar a proposta", fr: "Retirer la proposition" },
  issue: { en: "Issue a mandate", es: "Emitir un mandato", pt: "Emitir um mandato", fr: "Émettre un mandat" },
  assignment: { en: "Assign", es: "Asignar", pt: "Atribuir", fr: "Attribuer" },
  report: { en: "Report", es: "Informar", pt: "Informar", fr: "Rendre compte" },
  implementation: { en: "Claim as implemented", es: "Declarar cumplido", pt: "Declarar cumprido", fr: "Déclarer mis en œuvre" },
  verification: { en: "Verify", es: "Verificar", pt: "Verificar", fr: "Vérifier" },
  closure: { en: "Close", es: "Cerrar", pt: "Encerrar", fr: "Clore" },
  reopening: { en: "Reopen", es: "Reabrir", pt: "Reabrir", fr: "Rouvrir" },
  renewal: { en: "Renew", es: "Renovar", pt: "Renovar", fr: "Renouveler" },
  adaptation: { en: "Adapt", es: "Adaptar", pt: "Adaptar", fr: "Adapter" },
  merger: { en: "Merge", es: "Fusionar", pt: "Fundir", fr: "Fusionner" },
  replacement: { en: "Replace", es: "Sustituir", pt: "Substituir", fr: "Remplacer" },
  retirement: { en: "Retire the mandate", es: "Retirar el mandato", pt: "Retirar o mandato", fr: "Retirer le mandat" },
  lapse: { en: "Let lapse", es: "Declarar caducado", pt: "Declarar caducado", fr: "Déclarer caduc" },
  discharge: { en: "Discharge", es: "Descargar", pt: "Exonerar", fr: "Décharger" },
};

export const stepWord = (step: string, language: Language) => STEPS[step]?.[language] ?? step;

/** How a unit reports on a mandate. */
export const REPORTED: Record<string, Record<Language, string>> = {
  "not-implemented": { en: "not implemented", es: "no cumplido", pt: "não cumprido", fr: "non mis en œuvre" },
  "in-progress": { en: "in progress", es: "en curso", pt: "em andamento", fr: "en cours" },
  completed: { en: "completed", es: "concluido", pt: "concluído", fr: "achevé" },
  "not-applicable": { en: "not applicable", es: "no aplicable", pt: "não aplicável", fr: "sans objet" },
  "no-indication": { en: "no indication", es: "sin indicación", pt: "sem indicação", fr: "aucune indication" },
};

export const PRIORITIES: Record<string, Record<Language, string>> = {
  "very-high": { en: "very high", es: "muy alta", pt: "muito alta", fr: "très haute" },
  high: { en: "high", es: "alta", pt: "alta", fr: "haute" },
  medium: { en: "medium", es: "media", pt: "média", fr: "moyenne" },
  low: { en: "low", es: "baja", pt: "baixa", fr: "basse" },
  "very-low": { en: "very low", es: "muy baja", pt: "muito baixa", fr: "très basse" },
};

export const CLASSES: Record<string, Record<Language, string>> = {
  policy: { en: "policy", es: "política", pt: "política", fr: "politique" },
  activity: { en: "activity", es: "actividad", pt: "atividade", fr: "activité" },
  operational: { en: "operational", es: "operativo", pt: "operacional", fr: "opérationnel" },
};

const en = {
  doNow: "What can be done now", nothingPossible: "Nothing more can be done with it.", notYours: "Nothing of what is possible now is yours to do.", today: (status: string) => `Today it is ${status}.`,
  waitsFor: (roles: string) => `Its next step is for: ${roles}.`, cancel: "Cancel", carryOut: "Carry out", working: "Recording …", done: "Recorded.", tryFirst: "Try it",
  wouldDo: "It would be accepted.", chooseAct: "by default the act that it rests on", yes: "It is done", no: "It is not done", byDefault: (what: string) => `by default ${what}`,
  fourEyes: "Somebody else must approve it: you drafted, edited or submitted it.", fourEyesClaim: "Somebody else must verify it: you claimed it as implemented.",
  impossible: (status: string, possible: string) => `It is ${status}: that is no longer possible. Possible now: ${possible}.`, nothing: "nothing",
  contentChanged: "It has been changed since you read it. Read it again before you approve it.",
  future: "Nothing can have been done on a day that is yet to come.", beforeLast: (day: string) => `The last step was on ${day}; none can follow it on an earlier day.`,
  clashed: "It was returned, since this stands against it:", against: "Against it stands:", comments: "Last said of it:", approvedBy: (who: string) => `Approved by ${who}`, authors: "Drafted by",
  draft: "Draft a proposal", edit: "Edit the proposal", aboutDraft: "A proposal changes nothing before it is enacted. Save it, see what it would make, then submit it.",
  aboutEdit: "Once saved it is a draft again: it must be submitted and approved anew.", titleOf: "Title", answers: "Mandate that it answers", restsOn: "Act that it rests on", mandatesAct: "the mandate’s own",
  package: "Changes in effect from", save: "Save the draft", saving: "Saving …", saved: "Saved. As it stands it could be enacted.", savedClashing: "Saved. As it stands it could not be enacted:",
  overtaken: "Somebody else has changed this proposal since you opened it. What you have written is still here and is not saved. Go to the proposal to see what it says now.", overwrite: "Save mine all the same",
  see: "See what it would make", toProposal: "To the proposal", savedAs: "Saved as a draft.", preview: "What it would make", previewOn: (day: string) => `If it were enacted: the structure on ${day}`,
  now: "Now", both: "Compared", then: "As it would be", refused: "It cannot be enacted as it stands:", noDifference: "It would change nothing.", inWords: "In words", noPreview: "Previews are for officers, approvers and auditors.",
  change: (n: number) => `Change ${n}`,
  fields: {
    organ: "Organ", session: "Session", comments: "Comments", reason: "Reason", authority: "On the authority of", effectiveOn: "Done on", note: "Note", lead: "Lead unit", units: "Further units",
    status: "Reported state", statement: "Statement", unit: "Unit that reports", changes: "Changes that show it", documents: "Documents that show it", nextDueOn: "Next report due", verified: "Finding",
    dueOn: "Due", title: "Title", text: "Text", priority: "Priority", class: "Class", pillar: "Pillar", into: "Into which mandate", by: "By which mandate", document: "Title of the document", url: "Address",
  } as Record<string, string>,
};
export type StepWords = typeof en;

export const steps: Record<Language, StepWords> = {
  en,
  es: {
    doNow: "Lo que puede hacerse ahora", nothingPossible: "No puede hacerse nada más.", notYours: "Nada de lo posible ahora le corresponde.", today: (status) => `Hoy está: ${status}.`,
    waitsFor: (roles) => `El paso siguiente corresponde a: ${roles}.`, cancel: "Cancelar", carryOut: "Ejecutar", working: "Registrando …", done: "Registrado.", tryFirst: "Probar",
    wouldDo: "Se aceptaría.", chooseAct: "por defecto, el acto en que se funda", yes: "Está cumplido", no: "No está cumplido", byDefault: (what) => `por defecto, ${what}`,
    fourEyes: "Debe aprobarla otra persona: usted la redactó, editó o presentó.", fourEyesClaim: "Debe verificarlo otra persona: usted lo declaró cumplido.",
    impossible: (status, possible) => `Está: ${status}; eso ya no es posible. Ahora es posible: ${possible}.`, nothing: "nada",
    contentChanged: "Se modificó desde que usted la leyó. Léala de nuevo antes de aprobarla.",
    future: "Nada puede haberse hecho en un día que aún no llega.", beforeLast: (day) => `El último paso fue el ${day}; ninguno puede seguirle en un día anterior.`,
    clashed: "Fue devuelta, pues se opone a ella:", against: "Se opone a ella:", comments: "Lo último que se dijo de ella:", approvedBy: (who) => `Aprobada por ${who}`, authors: "Redactada por",
    draft: "Redactar una propuesta", edit: "Editar la propuesta", aboutDraft: "Una propuesta no cambia nada antes de promulgarse. Guárdela, vea lo que haría y preséntela.",
    aboutEdit: "Al guardarla vuelve a ser borrador: debe presentarse y aprobarse de nuevo.", titleOf: "Título", answers: "Mandato al que responde", restsOn: "Acto en que se funda", mandatesAct: "el del propio mandato",
    package: "Cambios en vigor desde", save: "Guardar el borrador", saving: "Guardando …", saved: "Guardada. Tal como está podría promulgarse.", savedClashing: "Guardada. Tal como está no podría promulgarse:",
    overtaken: "Otra persona ha cambiado esta propuesta desde que usted la abrió. Lo que ha escrito sigue aquí y no está guardado. Vaya a la propuesta para ver lo que dice ahora.", overwrite: "Guardar la mía de todos modos",
    see: "Ver lo que haría", toProposal: "A la propuesta", savedAs: "Guardada como borrador.", preview: "Lo que haría", previewOn: (day) => `Si se promulgara: la estructura al ${day}`,
    now: "Ahora", both: "Comparadas", then: "Como sería", refused: "No puede promulgarse tal como está:", noDifference: "No cambiaría nada.", inWords: "En palabras", noPreview: "La vista previa es para oficiales, aprobadores y auditores.",
    change: (n) => `Cambio ${n}`,
    fields: {
      organ: "Órgano", session: "Período de sesiones", comments: "Comentarios", reason: "Motivo", authority: "Con fundamento en", effectiveOn: "Hecho el", note: "Nota", lead: "Unidad responsable", units: "Otras unidades",
      status: "Estado informado", statement: "Declaración", unit: "Unidad que informa", changes: "Cambios que lo muestran", documents: "Documentos que lo muestran", nextDueOn: "Próximo informe", verified: "Conclusión",
      dueOn: "Vence", title: "Título", text: "Texto", priority: "Prioridad", class: "Clase", pillar: "Pilar", into: "En qué mandato", by: "Por qué mandato", document: "Título del documento", url: "Dirección",
    },
  },
  pt: {
    doNow: "O que pode ser feito agora", nothingPossible: "Nada mais pode ser feito.", notYours: "Nada do que é possível agora lhe cabe.", today: (status) => `Hoje está: ${status}.`,
    waitsFor: (roles) => `O próximo passo cabe a: ${roles}.`, cancel: "Cancelar", carryOut: "Executar", working: "Registrando …", done: "Registrado.", tryFirst: "Experimentar",
    wouldDo: "Seria aceito.", chooseAct: "por padrão, o ato em que se funda", yes: "Está cumprido", no: "Não está cumprido", byDefault: (what) => `por padrão, ${what}`,
    fourEyes: "Outra pessoa deve aprová-la: você a redigiu, editou ou apresentou.", fourEyesClaim: "Outra pessoa deve verificá-lo: você o declarou cumprido.",
    impossible: (status, possible) => `Está: ${status}; isso já não é possível. Agora é possível: ${possible}.`, nothing: "nada",
    contentChanged: "Foi alterada desde que você a leu. Leia-a de novo antes de aprová-la.",
    future: "Nada pode ter sido feito num dia que ainda não chegou.", beforeLast: (day) => `O último passo foi em ${day}; nenhum pode segui-lo num dia anterior.`,
    clashed: "Foi devolvida, pois opõe-se a ela:", against: "Opõe-se a ela:", comments: "O que se disse dela por último:", approvedBy: (who) => `Aprovada por ${who}`, authors: "Redigida por",
    draft: "Redigir uma proposta", edit: "Editar a proposta", aboutDraft: "Uma proposta não altera nada antes de ser promulgada. Salve-a, veja o que faria e apresente-a.",
    aboutEdit: "Ao salvar, volta a ser rascunho: deve ser apresentada e aprovada de novo.", titleOf: "Título", answers: "Mandato a que responde", restsOn: "Ato em que se funda", mandatesAct: "o do próprio mandato",
    package: "Alterações em vigor a partir de", save: "Salvar o rascunho", saving: "Salvando …", saved: "Salva. Tal como está poderia ser promulgada.", savedClashing: "Salva. Tal como está não poderia ser promulgada:",
    overtaken: "Outra pessoa alterou esta proposta desde que você a abriu. O que você escreveu continua aqui e não foi salvo. Vá à proposta para ver o que ela diz agora.", overwrite: "Salvar a minha mesmo assim",
    see: "Ver o que faria", toProposal: "À proposta", savedAs: "Salva como rascunho.", preview: "O que faria", previewOn: (day) => `Se fosse promulgada: a estrutura em ${day}`,
    now: "Agora", both: "Comparadas", then: "Como seria", refused: "Não pode ser promulgada tal como está:", noDifference: "Não alteraria nada.", inWords: "Em palavras", noPreview: "A prévia é para oficiais, aprovadores e auditores.",
    change: (n) => `Alteração ${n}`,
    fields: {
      organ: "Órgão", session: "Período de sessões", comments: "Comentários", reason: "Motivo", authority: "Com fundamento em", effectiveOn: "Feito em", note: "Nota", lead: "Unidade responsável", units: "Outras unidades",
      status: "Estado informado", statement: "Declaração", unit: "Unidade que informa", changes: "Alterações que o mostram", documents: "Documentos que o mostram", nextDueOn: "Próximo relatório", verified: "Conclusão",
      dueOn: "Prazo", title: "Título", text: "Texto", priority: "Prioridade", class: "Classe", pillar: "Pilar", into: "Em qual mandato", by: "Por qual mandato", document: "Título do documento", url: "Endereço",
    },
  },
  fr: {
    doNow: "Ce qui peut être fait maintenant", nothingPossible: "Plus rien ne peut en être fait.", notYours: "Rien de ce qui est possible maintenant ne vous revient.", today: (status) => `Aujourd’hui : ${status}.`,
    waitsFor: (roles) => `L’étape suivante revient à : ${roles}.`, cancel: "Annuler", carryOut: "Exécuter", working: "Enregistrement …", done: "Enregistré.", tryFirst: "Essayer",
    wouldDo: "Ce serait accepté.", chooseAct: "à défaut, l’acte qui le fonde", yes: "C’est fait", no: "Ce n’est pas fait", byDefault: (what) => `à défaut, ${what}`,
    fourEyes: "Une autre personne doit l’approuver : vous l’avez rédigée, modifiée ou soumise.", fourEyesClaim: "Une autre personne doit le vérifier : vous l’avez déclaré mis en œuvre.",
    impossible: (status, possible) => `État : ${status} ; cela n’est plus possible. Possible maintenant : ${possible}.`, nothing: "rien",
    contentChanged: "Elle a été modifiée depuis que vous l’avez lue. Relisez-la avant de l’approuver.",
    future: "Rien ne peut avoir été fait un jour à venir.", beforeLast: (day) => `La dernière étape date du ${day} ; aucune ne peut la suivre un jour antérieur.`,
    clashed: "Elle a été renvoyée, car ceci s’y oppose :", against: "Ceci s’y oppose :", comments: "Dernière remarque :", approvedBy: (who) => `Approuvée par ${who}`, authors: "Rédigée par",
    draft: "Rédiger une proposition", edit: "Modifier la proposition", aboutDraft: "Une proposition ne change rien avant d’être promulguée. Enregistrez-la, voyez ce qu’elle ferait, puis soumettez-la.",
    aboutEdit: "Une fois enregistrée, elle redevient un projet : elle doit être soumise et approuvée à nouveau.", titleOf: "Titre", answers: "Mandat auquel elle répond", restsOn: "Acte qui la fonde", mandatesAct: "celui du mandat",
    package: "Changements en vigueur dès le", save: "Enregistrer le projet", saving: "Enregistrement …", saved: "Enregistrée. Telle quelle, elle pourrait être promulguée.", savedClashing: "Enregistrée. Telle quelle, elle ne pourrait pas être promulguée :",
    overtaken: "Quelqu’un d’autre a modifié cette proposition depuis que vous l’avez ouverte. Ce que vous avez écrit est toujours là et n’est pas enregistré. Allez à la proposition pour voir ce qu’elle dit maintenant.", overwrite: "Enregistrer la mienne quand même",
    see: "Voir ce qu’elle ferait", toProposal: "À la proposition", savedAs: "Enregistrée comme projet.", preview: "Ce qu’elle ferait", previewOn: (day) => `Si elle était promulguée : la structure au ${day}`,
    now: "Maintenant", both: "Comparées", then: "Comme elle serait", refused: "Elle ne peut pas être promulguée telle quelle :", noDifference: "Elle ne changerait rien.", inWords: "En mots", noPreview: "L’aperçu est réservé aux agents, approbateurs et auditeurs.",
    change: (n) => `Changement ${n}`,
    fields: {
      organ: "Organe", session: "Session", comments: "Commentaires", reason: "Motif", authority: "Sur le fondement de", effectiveOn: "Fait le", note: "Note", lead: "Unité responsable", units: "Autres unités",
      status: "État déclaré", statement: "Déclaration", unit: "Unité qui rend compte", changes: "Changements qui le montrent", documents: "Documents qui le montrent", nextDueOn: "Prochain rapport", verified: "Constat",
      dueOn: "Échéance", title: "Titre", text: "Texte", priority: "Priorité", class: "Classe", pillar: "Pilier", into: "Dans quel mandat", by: "Par quel mandat", document: "Titre du document", url: "Adresse",
    },
  },
};
