package org.mandatum.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Looks at the words of a path before anything else. Of a path with variables every mapping is asked whether it fits; nearly all
 * differ in a word or in the number of words, which is told at once, where to match patterns and conditions was an eighth of a short
 * answer.
 */
final class PathsFirst extends RequestMappingHandlerMapping {
    private static final String WORDS = PathsFirst.class.getName() + ".words";

    private final Map<RequestMappingInfo, List<Shape>> shapes = new ConcurrentHashMap<>();

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

    @Override
    protected @Nullable RequestMappingInfo getMatchingMapping(RequestMappingInfo mapping, HttpServletRequest request) {
        return mayFit(mapping, request) ? super.getMatchingMapping(mapping, request) : null;
    }

    private boolean mayFit(RequestMappingInfo mapping, HttpServletRequest request) {
        List<String> path = words(request);
        List<Shape> known = shapes.computeIfAbsent(mapping, PathsFirst::shapes);
        if (path.isEmpty() || known.isEmpty()) return true;
        for (Shape shape : known) if (shape.fits(path)) return true;
        return false;
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

    /** The words of a path, kept with the request until it is sent on to another one. */
    private record Words(RequestPath path, List<String> words) {}

    /** The words between the slashes, as Spring matches them; empty when there is more to the path than words and slashes. */
    private static List<String> words(HttpServletRequest request) {
        RequestPath path = ServletRequestPathUtils.getParsedRequestPath(request);
        if (request.getAttribute(WORDS) instanceof Words known && known.path().equals(path)) return known.words();
        List<String> words = words(path.pathWithinApplication().elements());
        request.setAttribute(WORDS, new Words(path, words));
        return words;
    }

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
