package org.mandatum.quickstart;

import java.nio.file.Path;
import java.util.List;
import org.mandatum.terminal.Shell;

/** What a newcomer reads when everything answers: what runs, where, three requests to try, how to stop. */
record FirstScreen(List<Register.Part> parts, Settings settings, String password, String dataOption, String stop) {

    static String stopHint(Path dataDirectory, Path usual) {
        return "./mandatum down" + dataOption(dataDirectory, usual);
    }

    /** What a command needs besides, to be about this register; nothing for the usual one. */
    static String dataOption(Path dataDirectory, Path usual) {
        return dataDirectory.equals(usual) ? "" : " --data " + Shell.word(dataDirectory);
    }

    String text() {
        var processes = new StringBuilder();
        for (Register.Part part : parts) {
            processes.append("  %-20s pid %-8s %-30s %s%n"
                    .formatted(
                            part.name(),
                            part.pid().map(String::valueOf).orElse("-"),
                            part.address(),
                            purpose(part.name())));
        }
        return """

                Mandatum is up: a register of how an organisation is built, who decided it, and when it was known.

                %1$s
                Look at it: http://localhost:%2$d

                Nobody is let in without a token. People to sign in as: officer, officer2, approver, auditor, viewer, admin;
                the password of each is %5$s

                Paste these:
                   TOKEN=$(./mandatum token officer%6$s)
                1. the structure on 31 July 2015, as a tree
                   curl -H "Authorization: Bearer $TOKEN" 'http://localhost:%2$d/organisations/oas/structure?effectiveOn=2015-07-31&tree=true'
                2. what the restructuring of 2015 changed
                   curl -H "Authorization: Bearer $TOKEN" 'http://localhost:%2$d/organisations/oas/structure/diff?from=2015-07-31&to=2015-12-31'
                3. a refusal: a secretariat cannot be eliminated while units are under it or it holds functions
                   curl -X POST 'http://localhost:%3$d/organisations/oas/changes?dryRun=true' -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"authority":{"resolution":"ag-res-2876"},"effectiveOn":"2016-06-01","changes":[{"type":"EliminateSecretariat","unit":"secretariat-for-hemispheric-affairs"}]}'

                Stop: %4$s
                """.formatted(processes, settings.queryPort(), settings.commandPort(), stop, password, dataOption);
    }

    private static String purpose(String name) {
        return switch (name) {
            case Service.QUERY -> "answers questions, serves the page";
            case Service.COMMAND -> "takes changes";
            case AuthorisationServer.NAME -> "signs people in";
            case PostgreSql.NAME -> "keeps the events";
            default -> "carries them across";
        };
    }
}
