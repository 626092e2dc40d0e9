package org.mandatum.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Looks at the words of a path before anything else. Of a path with variables every mapping is asked whether it fits; nearly all
 * differ in a word or in the number of words, which is told at once, where to match patterns and conditions was an eighth of a short
 * answer.
 */
final class PathsFirst extends RequestMappingHandlerMapping {
    /** As found at the start; none is registered or taken away later. */
    private List<Leading> methods = List.of();

    /**
     * A method, and which paths lead to it.
     *
     * @param shapes none when one of its patterns is not made of words and variables alone
     */
    private record Leading(RequestMappingInfo mapping, HandlerMethod method, List<Shape> shapes) {
        boolean mayFit(List<String> path) {
            if (shapes.isEmpty()) return true;
            for (Shape shape : shapes) if (shape.fits(path)) return true;
            return false;
        }
    }

    /**
     * What is known of the paths that a pattern fits.
     *
     * @param words one by one; null where any word fits
     */
    private record Shape(List<@Nullable String> words) {
        /** Null when the pattern is not made of words and variables alone. */
        static @Nullable Shape of(String pattern) {
            var words = new ArrayList<@Nullable String>();
            for (String word :
                    pattern.substring(pattern.startsWith("/") ? 1 : 0).split("/", -1)) {
                boolean variable = word.startsWith("{") && word.endsWith("}");
                String name = variable ? word.substring(1, word.length() - 1) : word;
                if (name.chars().anyMatch(c -> "{}*?:".indexOf(c) >= 0)) return null;
                words.add(variable ? null : name);
            }
            return new Shape(words);
        }

        boolean fits(List<String> path) {
            if (path.size() != words.size()) return false;
            for (int i = 0; i < path.size(); i++) {
                String word = words.get(i);
                if (word != null && !word.equals(path.get(i))) return false;
            }
            return true;
        }
    }

    /**
     * Before the mapping of the management's few paths, at -100, which would else be asked about every request first. So no pattern
     * here may fit what begins with {@code /actuator}.
     */
    @Override
    public int getOrder() {
        return -101;
    }

    @Override
    protected void handlerMethodsInitialized(Map<RequestMappingInfo, HandlerMethod> found) {
        super.handlerMethodsInitialized(found);
        methods = found.entrySet().stream()
                .map(each -> new Leading(each.getKey(), each.getValue(), shapes(each.getKey())))
                .toList();
    }

    /** Where one method alone fits, nothing is to be compared; any other case, and every refusal, is Spring's. */
    @Override
    protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request) throws Exception {
        Leading only = only(request);
        if (only == null) return super.lookupHandlerMethod(path, request);
        request.setAttribute(BEST_MATCHING_HANDLER_ATTRIBUTE, only.method());
        handleMatch(only.mapping(), path, request);
        return only.method();
    }

    /** The one that the request leads to, with the part of its mapping that fits; null when there is none, or more. */
    private @Nullable Leading only(HttpServletRequest request) {
        List<String> words = words(ServletRequestPathUtils.getParsedRequestPath(request)
                .pathWithinApplication()
                .elements());
        if (words.isEmpty()) return null;
        Leading only = null;
        for (Leading leading : methods) {
            if (!leading.mayFit(words)) continue;
            RequestMappingInfo fitting = getMatchingMapping(leading.mapping(), request);
            if (fitting == null) continue;
            if (only != null) return null;
            only = new Leading(fitting, leading.method(), leading.shapes());
        }
        return only;
    }

    /** Of all its patterns; none when one of them is not made of words and variables alone. */
    private static List<Shape> shapes(RequestMappingInfo mapping) {
        var shapes = new ArrayList<Shape>();
        for (String pattern : mapping.getPatternValues()) {
            Shape shape = Shape.of(pattern);
            if (shape == null) return List.of();
            shapes.add(shape);
        }
        return List.copyOf(shapes);
    }

    /** The words between the slashes, as Spring matches them; empty when there is more to the path than words and slashes. */
    private static List<String> words(List<PathContainer.Element> elements) {
        var words = new ArrayList<String>(elements.size() / 2);
        boolean separated = false;
        for (PathContainer.Element element : elements) {
            if (element instanceof PathContainer.Separator != !separated) return List.of();
            separated = !separated;
            if (element instanceof PathContainer.PathSegment segment) words.add(segment.valueToMatch());
        }
        return separated ? List.of() : words;
    }
}
