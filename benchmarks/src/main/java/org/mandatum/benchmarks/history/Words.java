package org.mandatum.benchmarks.history;

import java.util.List;
import java.util.Map;
import org.mandatum.value.Name;

/** Names of a likely length. Each bears a number, since no two siblings may be called the same. */
final class Words {
    private static final List<String> ENGLISH = List.of(
            "Electoral Observation",
            "Hemispheric Affairs",
            "Access to Rights and Equity",
            "Sustainable Development",
            "Public Security",
            "Legal Cooperation",
            "Human Development and Education",
            "Procurement and Oversight",
            "Conferences and Meetings Management",
            "Social Inclusion");
    private static final List<String> SPANISH = List.of(
            "Observación Electoral",
            "Asuntos Hemisféricos",
            "Acceso a Derechos y Equidad",
            "Desarrollo Sostenible",
            "Seguridad Pública",
            "Cooperación Jurídica",
            "Desarrollo Humano y Educación",
            "Compras y Supervisión",
            "Gestión de Conferencias y Reuniones",
            "Inclusión Social");

    private Words() {}

    /** Every other name is in two languages. */
    static Name name(long number) {
        int topic = (int) (number % ENGLISH.size());
        String english = ENGLISH.get(topic) + " " + number;
        return number % 2 == 0
                ? Name.of("en", english)
                : new Name(Map.of("en", english, "es", SPANISH.get(topic) + " " + number));
    }
}
