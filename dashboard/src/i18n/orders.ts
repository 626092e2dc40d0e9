import type { OrderType } from "../model/orders";
import type { Language } from "../model/types";

/** The words of the officer's form. */
export const orders: Record<Language, Record<OrderType, string>> = {
  en: {
    CreateSecretariat: "Create a secretariat", CreateUnit: "Create a unit", EliminateSecretariat: "Eliminate a secretariat", EliminateUnit: "Eliminate a unit",
    RenameUnit: "Rename a unit", MoveUnit: "Move a unit", SetReportingLines: "Set reporting lines", ConvertUnit: "Convert a unit", MergeUnits: "Merge units",
    SplitUnit: "Split a unit", SuspendUnit: "Suspend a unit", ReactivateUnit: "Reactivate a unit", ReinstateUnit: "Reinstate a unit", AssignFunction: "Assign a function",
    RedistributeFunction: "Redistribute a function", ReviseFunction: "Reword a function", DiscontinueFunction: "Discontinue a function", AlignWithPillar: "Align with a pillar",
    LinkCoordination: "Begin coordination", UnlinkCoordination: "End coordination", CorrectEffectiveDate: "Correct an effective date", AnnulChange: "Annul a change",
  },
  es: {
    CreateSecretariat: "Crear una secretaría", CreateUnit: "Crear una unidad", EliminateSecretariat: "Eliminar una secretaría", EliminateUnit: "Eliminar una unidad",
    RenameUnit: "Renombrar una unidad", MoveUnit: "Trasladar una unidad", SetReportingLines: "Fijar líneas jerárquicas", ConvertUnit: "Convertir una unidad", MergeUnits: "Fusionar unidades",
    SplitUnit: "Dividir una unidad", SuspendUnit: "Suspender una unidad", ReactivateUnit: "Reactivar una unidad", ReinstateUnit: "Restablecer una unidad", AssignFunction: "Asignar una función",
    RedistributeFunction: "Redistribuir una función", ReviseFunction: "Reformular una función", DiscontinueFunction: "Discontinuar una función", AlignWithPillar: "Alinear con un pilar",
    LinkCoordination: "Iniciar coordinación", UnlinkCoordination: "Terminar coordinación", CorrectEffectiveDate: "Corregir una fecha de vigencia", AnnulChange: "Anular un cambio",
  },
  pt: {
    CreateSecretariat: "Criar uma secretaria", CreateUnit: "Criar uma unidade", EliminateSecretariat: "Extinguir uma secretaria", EliminateUnit: "Extinguir uma unidade",
    RenameUnit: "Renomear uma unidade", MoveUnit: "Transferir uma unidade", SetReportingLines: "Fixar linhas hierárquicas", ConvertUnit: "Converter uma unidade", MergeUnits: "Fundir unidades",
    SplitUnit: "Dividir uma unidade", SuspendUnit: "Suspender uma unidade", ReactivateUnit: "Reativar uma unidade", ReinstateUnit: "Restabelecer uma unidade", AssignFunction: "Atribuir uma função",
    RedistributeFunction: "Redistribuir uma função", ReviseFunction: "Reformular uma função", DiscontinueFunction: "Descontinuar uma função", AlignWithPillar: "Alinhar com um pilar",
    LinkCoordination: "Iniciar coordenação", UnlinkCoordination: "Encerrar coordenação", CorrectEffectiveDate: "Corrigir uma data de vigência", AnnulChange: "Anular uma alteração",
  },
  fr: {
    CreateSecretariat: "Créer un secrétariat", CreateUnit: "Créer une unité", EliminateSecretariat: "Supprimer un secrétariat", EliminateUnit: "Supprimer une unité",
    RenameUnit: "Renommer une unité", MoveUnit: "Déplacer une unité", SetReportingLines: "Fixer les lignes hiérarchiques", ConvertUnit: "Convertir une unité", MergeUnits: "Fusionner des unités",
    SplitUnit: "Scinder une unité", SuspendUnit: "Suspendre une unité", ReactivateUnit: "Réactiver une unité", ReinstateUnit: "Rétablir une unité", AssignFunction: "Attribuer une fonction",
    RedistributeFunction: "Redistribuer une fonction", ReviseFunction: "Reformuler une fonction", DiscontinueFunction: "Abandonner une fonction", AlignWithPillar: "Rattacher à un pilier",
    LinkCoordination: "Établir une coordination", UnlinkCoordination: "Terminer une coordination", CorrectEffectiveDate: "Corriger une date d’effet", AnnulChange: "Annuler un changement",
  },
};

const en = {
  title: "Submit changes", about: "A package is recorded as a whole or not at all. Try it first: nothing is changed by that.",
  authority: "Act that orders it", paragraph: "Paragraph", none: "none", effectiveOn: "In effect on", note: "Note", order: "Order", add: "Add an order", remove: "Remove",
  tryIt: "Try it", record: "Record it", trying: "Trying …", fine: "It would be accepted. It would record:", recorded: "Recorded.", seeIt: "See the day", required: "Needed.",
  changedSince: "Changed since it was tried: try it again.", choose: "choose …", addPart: "Add another", newUnit: "a new unit …", keeps: "the unit itself continues", yes: "yes",
  fields: {
    unit: "Unit", name: "Name", kind: "Kind", parent: "Under", reportsTo: "Also reports to", pillar: "Pillar", autonomous: "Autonomous", successor: "Successor",
    redistribution: "Its functions go to", subordinates: "Its subordinates go to", into: "Into", units: "Units", keeps: "The unit itself continues", reason: "Reason",
    function: "Function", functions: "Functions from the start", to: "To", purpose: "Purpose", change: "Change", effectiveOn: "New day", id: "Id (made of the name if left out)",
  } as Record<string, string>,
};
type Form = typeof en;
export const form: Record<Language, Form> = {
  en,
  es: {
    title: "Presentar cambios", about: "Un paquete se registra entero o no se registra. Pruébelo primero: con eso no cambia nada.",
    authority: "Acto que lo ordena", paragraph: "Párrafo", none: "ninguno", effectiveOn: "En vigor el", note: "Nota", order: "Orden", add: "Añadir una orden", remove: "Quitar",
    tryIt: "Probar", record: "Registrar", trying: "Probando …", fine: "Se aceptaría. Registraría:", recorded: "Registrado.", seeIt: "Ver el día", required: "Necesario.",
    changedSince: "Ha cambiado desde la prueba: pruébelo de nuevo.", choose: "elija …", addPart: "Añadir otra", newUnit: "una unidad nueva …", keeps: "la unidad misma continúa", yes: "sí",
    fields: {
      unit: "Unidad", name: "Nombre", kind: "Tipo", parent: "Depende de", reportsTo: "También responde a", pillar: "Pilar", autonomous: "Autónoma", successor: "Sucesora",
      redistribution: "Sus funciones pasan a", subordinates: "Sus unidades pasan a", into: "En", units: "Unidades", keeps: "La unidad misma continúa", reason: "Motivo",
      function: "Función", functions: "Funciones desde el inicio", to: "A", purpose: "Propósito", change: "Cambio", effectiveOn: "Nuevo día", id: "Identificador (se forma del nombre si falta)",
    },
  },
  pt: {
    title: "Apresentar alterações", about: "Um pacote é registrado inteiro ou não é registrado. Experimente primeiro: isso não altera nada.",
    authority: "Ato que o ordena", paragraph: "Parágrafo", none: "nenhum", effectiveOn: "Em vigor em", note: "Nota", order: "Ordem", add: "Acrescentar uma ordem", remove: "Retirar",
    tryIt: "Experimentar", record: "Registrar", trying: "Experimentando …", fine: "Seria aceito. Registraria:", recorded: "Registrado.", seeIt: "Ver o dia", required: "Necessário.",
    changedSince: "Mudou desde a experiência: experimente de novo.", choose: "escolha …", addPart: "Acrescentar outra", newUnit: "uma unidade nova …", keeps: "a própria unidade continua", yes: "sim",
    fields: {
      unit: "Unidade", name: "Nome", kind: "Tipo", parent: "Subordinada a", reportsTo: "Também se reporta a", pillar: "Pilar", autonomous: "Autônoma", successor: "Sucessora",
      redistribution: "Suas funções passam a", subordinates: "Suas unidades passam a", into: "Em", units: "Unidades", keeps: "A própria unidade continua", reason: "Motivo",
      function: "Função", functions: "Funções desde o início", to: "Para", purpose: "Propósito", change: "Alteração", effectiveOn: "Novo dia", id: "Identificador (formado do nome se faltar)",
    },
  },
  fr: {
    title: "Soumettre des changements", about: "Un lot est enregistré en entier ou pas du tout. Essayez-le d’abord : cela ne change rien.",
    authority: "Acte qui l’ordonne", paragraph: "Paragraphe", none: "aucun", effectiveOn: "En vigueur le", note: "Note", order: "Ordre", add: "Ajouter un ordre", remove: "Retirer",
    tryIt: "Essayer", record: "Enregistrer", trying: "Essai …", fine: "Il serait accepté. Il enregistrerait :", recorded: "Enregistré.", seeIt: "Voir ce jour", required: "Nécessaire.",
    changedSince: "Modifié depuis l’essai : essayez de nouveau.", choose: "choisir …", addPart: "Ajouter une autre", newUnit: "une nouvelle unité …", keeps: "l’unité elle-même demeure", yes: "oui",
    fields: {
      unit: "Unité", name: "Nom", kind: "Genre", parent: "Relève de", reportsTo: "Rend aussi compte à", pillar: "Pilier", autonomous: "Autonome", successor: "Successeur",
      redistribution: "Ses fonctions passent à", subordinates: "Ses unités passent à", into: "En", units: "Unités", keeps: "L’unité elle-même demeure", reason: "Motif",
      function: "Fonction", functions: "Fonctions dès le début", to: "À", purpose: "Objet", change: "Changement", effectiveOn: "Nouveau jour", id: "Identifiant (formé du nom s’il manque)",
    },
  },
};
