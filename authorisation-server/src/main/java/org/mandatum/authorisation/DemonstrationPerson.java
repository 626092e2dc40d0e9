package org.mandatum.authorisation;

import java.util.List;
import java.util.Optional;

/**
 * Somebody to sign in as.
 *
 * @param id what they sign in with, and the subject of their tokens
 */
record DemonstrationPerson(String id, String fullName, List<String> roles) {
    static final List<DemonstrationPerson> ALL = List.of(
            new DemonstrationPerson("officer", "Olivia Reyes", List.of("officer")),
            // Has both roles, to see that nobody approves what is their own.
            new DemonstrationPerson("officer2", "Otto Lindqvist", List.of("officer", "approver")),
            new DemonstrationPerson("approver", "Amara Diallo", List.of("approver")),
            new DemonstrationPerson("auditor", "Anselmo Duarte", List.of("auditor")),
            new DemonstrationPerson("viewer", "Vera Novak", List.of("viewer")),
            new DemonstrationPerson("admin", "Adrian Clarke", List.of("admin")));

    static Optional<DemonstrationPerson> of(String id) {
        return ALL.stream().filter(person -> person.id.equals(id)).findFirst();
    }
}
