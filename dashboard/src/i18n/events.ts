import type { Language } from "../model/types";

/** What an event says happened, as the minutes would. An unknown one is shown by its own name. */
const EVENTS: Record<string, Record<Language, string>> = {
  OrganisationOpened: { en: "Register opened", es: "Registro abierto", pt: "Registro aberto", fr: "Registre ouvert" },
  SecretariatCreated: { en: "Secretariat created", es: "Secretaría creada", pt: "Secretaria criada", fr: "Secrétariat créé" },
  UnitCreated: { en: "Unit created", es: "Unidad creada", pt: "Unidade criada", fr: "Unité créée" },
  SecretariatEliminated: { en: "Secretariat eliminated", es: "Secretaría eliminada", pt: "Secretaria extinta", fr: "Secrétariat supprimé" },
  UnitEliminated: { en: "Unit eliminated", es: "Unidad eliminada", pt: "Unidade extinta", fr: "Unité supprimée" },
  UnitRenamed: { en: "Renamed", es: "Renombrada", pt: "Renomeada", fr: "Renommée" },
  UnitMoved: { en: "Moved", es: "Trasladada", pt: "Transferida", fr: "Déplacée" },
  ReportingLinesSet: { en: "Reporting lines set", es: "Líneas jerárquicas fijadas", pt: "Linhas hierárquicas fixadas", fr: "Lignes hiérarchiques fixées" },
  UnitConverted: { en: "Converted", es: "Convertida", pt: "Convertida", fr: "Convertie" },
  UnitsMerged: { en: "Merged", es: "Fusionadas", pt: "Fundidas", fr: "Fusionnées" },
  UnitSplit: { en: "Split", es: "Dividida", pt: "Dividida", fr: "Scindée" },
  UnitSuspended: { en: "Suspended", es: "Suspendida", pt: "Suspensa", fr: "Suspendue" },
  UnitReactivated: { en: "Reactivated", es: "Reactivada", pt: "Reativada", fr: "Réactivée" },
  UnitReinstated: { en: "Reinstated", es: "Restablecida", pt: "Restabelecida", fr: "Rétablie" },
  FunctionAssigned: { en: "Function assigned", es: "Función asignada", pt: "Função atribuída", fr: "Fonction attribuée" },
  FunctionRedistributed: { en: "Function redistributed", es: "Función redistribuida", pt: "Função redistribuída", fr: "Fonction redistribuée" },
  FunctionRevised: { en: "Function reworded", es: "Función reformulada", pt: "Função reformulada", fr: "Fonction reformulée" },
  FunctionDiscontinued: { en: "Function discontinued", es: "Función discontinuada", pt: "Função descontinuada", fr: "Fonction abandonnée" },
  UnitAlignedWithPillar: { en: "Aligned with a pillar", es: "Alineada con un pilar", pt: "Alinhada com um pilar", fr: "Rattachée à un pilier" },
  CoordinationLinked: { en: "Coordination begun", es: "Coordinación iniciada", pt: "Coordenação iniciada", fr: "Coordination établie" },
  CoordinationUnlinked: { en: "Coordination ended", es: "Coordinación terminada", pt: "Coordenação encerrada", fr: "Coordination terminée" },
  EffectiveDateCorrected: { en: "Effective date corrected", es: "Fecha de vigencia corregida", pt: "Data de vigência corrigida", fr: "Date d’effet corrigée" },
  ChangeAnnulled: { en: "Change annulled", es: "Cambio anulado", pt: "Alteração anulada", fr: "Changement annulé" },
};

export function eventWords(type: string, language: Language): string {
  return EVENTS[type]?.[language] ?? type;
}
