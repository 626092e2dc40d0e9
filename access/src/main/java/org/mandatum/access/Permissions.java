package org.mandatum.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher.MatchResult;

/**
 * Which role may make which call: a table, read from the top, of which the first line that fits decides. A call without a line
 * is nobody's: as good as absent. Where a path names an {@code {organisation}}, the person's token must reach it besides.
 */
public final class Permissions implements AuthorizationManager<RequestAuthorizationContext> {
    private final List<Rule> rules;

    private Permissions(List<Rule> rules) {
        this.rules = rules;
    }

    public static Permissions of(Rule... rules) {
        return new Permissions(List.of(rules));
    }

    /** A call for which nobody has to say who they are. */
    public static Rule anyone(HttpMethod method, String path) {
        return new Rule(method, path, null, false);
    }

    /** A call for those who have one of the roles. */
    public static Rule may(HttpMethod method, String path, Role... roles) {
        return new Rule(method, path, EnumSet.copyOf(Arrays.asList(roles)), false);
    }

    /**
     * A line of the table. Where it permits GET, it permits HEAD, which tells less.
     *
     * @param path a pattern, such as {@code /organisations/{organisation}/structure}; {@code /**} at its end takes in all below
     * @param roles one of them is needed; null: none, not even a token
     * @param wholeRegister only for those whose token reaches every organisation, since the call concerns them all
     */
    public record Rule(
            HttpMethod method,
            String path,
            @Nullable Set<Role> roles,
            boolean wholeRegister,
            PathPatternRequestMatcher matcher) {
        private Rule(HttpMethod method, String path, @Nullable Set<Role> roles, boolean wholeRegister) {
            this(
                    method,
                    path,
                    roles,
                    wholeRegister,
                    PathPatternRequestMatcher.withDefaults().matcher(path));
        }

        private List<String> methods() {
            return method.equals(HttpMethod.GET) ? List.of("GET", "HEAD") : List.of(method.name());
        }

        public Rule ofTheWholeRegister() {
            return new Rule(method, path, roles, true);
        }
    }

    /** The lines, in their order. */
    public List<Rule> rules() {
        return rules;
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> whoever, RequestAuthorizationContext request) {
        var others = new TreeSet<String>();
        for (Rule rule : rules) {
            MatchResult match = rule.matcher().matcher(request.getRequest());
            if (!match.isMatch()) continue;
            if (rule.methods().contains(request.getRequest().getMethod()))
                return rule.roles() == null ? Verdict.GRANTED : judge(rule, rule.roles(), match, whoever.get());
            others.addAll(rule.methods());
        }
        return others.isEmpty() ? Verdict.NOTHING_THERE : Verdict.otherMethod(others);
    }

    private static Verdict judge(Rule rule, Set<Role> roles, MatchResult match, @Nullable Authentication whoever) {
        if (!(whoever instanceof Person person)) return Verdict.denied("token-missing", "Nobody has signed in.");
        if (person.roles().stream().noneMatch(roles::contains)) return Verdict.roleMissing(roles);
        if (rule.wholeRegister() && !person.scope().all())
            return Verdict.denied(
                    "whole-register-only",
                    "This call concerns every organisation of the register, and the token reaches only some.");
        String organisation = match.getVariables().get("organisation");
        return organisation == null || person.scope().covers(organisation)
                ? Verdict.GRANTED
                : Verdict.outOfScope(organisation);
    }

    /**
     * What became of a request.
     *
     * @param code empty when granted
     * @param roles of which one was missing
     * @param methods with which the path could be called instead
     */
    record Verdict(
            HttpStatus status,
            String code,
            String detail,
            List<String> roles,
            @Nullable String organisation,
            Set<String> methods)
            implements AuthorizationResult {
        static final Verdict GRANTED = new Verdict(HttpStatus.OK, "", "", List.of(), null, Set.of());
        /** A method of the code that no line tells of is as good as absent. */
        static final Verdict NOTHING_THERE = new Verdict(
                HttpStatus.NOT_FOUND, "not-found", "There is no call of this path.", List.of(), null, Set.of());

        static Verdict denied(String code, String detail) {
            return denied(code, detail, List.of(), null);
        }

        private static Verdict denied(String code, String detail, List<String> roles, @Nullable String organisation) {
            return new Verdict(HttpStatus.FORBIDDEN, code, detail, roles, organisation, Set.of());
        }

        static Verdict otherMethod(Set<String> methods) {
            return new Verdict(
                    HttpStatus.METHOD_NOT_ALLOWED,
                    "method-not-allowed",
                    "This path is called with " + String.join(", ", methods) + ".",
                    List.of(),
                    null,
                    methods);
        }

        static Verdict roleMissing(Set<Role> roles) {
            List<String> words = roles.stream().map(Role::word).toList();
            return denied(
                    "role-missing",
                    "This call needs the role " + String.join(" or ", words) + ", which the token does not give.",
                    words,
                    null);
        }

        static Verdict outOfScope(String organisation) {
            return denied(
                    "organisation-out-of-scope",
                    "The token does not reach this organisation, if there is such an organisation at all.",
                    List.of(),
                    organisation);
        }

        @Override
        public boolean isGranted() {
            return code.isEmpty();
        }
    }

    /** As a table, for people. */
    @Override
    public String toString() {
        return rules.stream()
                .map(rule -> "%-6s %-60s %s%s"
                        .formatted(
                                rule.method(),
                                rule.path(),
                                rule.roles() == null
                                        ? "anyone"
                                        : rule.roles().stream().map(Role::word).collect(Collectors.joining(", ")),
                                rule.wholeRegister() ? ", of the whole register" : ""))
                .collect(Collectors.joining("\n"));
    }
}
