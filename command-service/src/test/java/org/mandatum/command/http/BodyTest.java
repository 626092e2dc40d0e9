package org.mandatum.command.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mandatum.mandate.Attributes;
import org.mandatum.organisation.Superior;
import org.mandatum.organisation.UnitId;
import org.mandatum.value.InvalidValue;
import org.mandatum.value.Name;

/** Whatever cannot be read, the complaint says where it stands. */
class BodyTest {
    private record Titled(
            Name title, Attributes attributes, List<UnitId> units, List<Superior> reportsTo, LocalDate day) {
        private Titled {
            units = InvalidValue.list("units", units);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {"day": [1                                | expected close marker for Array
                {"day": "2015-10-01"} {}                  | Trailing token found after value (line 1, column 23)
                {"day": NaN}                              | NaN
                {"day": "a", "day": "b"}                  | Duplicate
                {"units": [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[ | nesting depth (51) exceeds the maximum allowed (50).
                """)
    void what_is_not_json_is_told_without_the_readers_own_constants(String body, String problem) {
        BadRequest refused = catchThrowableOfType(
                BadRequest.class, () -> Body.read(body.getBytes(StandardCharsets.UTF_8), Titled.class));

        assertThat(refused.getMessage())
                .startsWith("The body is not JSON: ")
                .contains(problem)
                .doesNotContain("`", "Source", "Feature", "Constraints", "JsonToken");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {"title": {"en": ["a"]}}                               | title.en
                {"title": {"en": {"a": "b"}}}                          | title.en
                {"title": {"en": 1}}                                   | title.en
                {"title": {"en": null}}                                | title.en
                {"title": {"unit": "a"}}                               | title.unit
                {"title": {"en": "a", "unit": {}}}                     | title.unit
                {"title": ["a"]}                                       | title
                {"attributes": {"keywords": ["budget", ["a", "a"]]}}   | attributes.keywords[1]
                {"attributes": {"keywords": ["budget", {"a": "a"}]}}   | attributes.keywords[1]
                {"attributes": {"keywords": ["budget", 7]}}            | attributes.keywords[1]
                {"attributes": {"keywords": ["budget", null]}}         | attributes.keywords[1]
                {"attributes": {"keywords": {"a": "a"}}}               | attributes.keywords
                {"attributes": {"cost": {"amount": ["1"]}}}            | attributes.cost.amount
                {"attributes": {"function": {"a": "b"}}}               | attributes.function
                {"attributes": {"recurrence": ["P1Y"]}}                | attributes.recurrence
                {"attributes": {"keywords": [["a"]]}, "title": "a"}    | attributes.keywords[0]
                {"attributes": {"keywords": ["a", ""]}}                | attributes.keywords
                {"day": []}                                            | day
                {"day": ""}                                            | day
                {"day": [2015, 10, 1]}                                 | day
                {"day": 16709}                                         | day
                {"day": "2015-10-01T00:00:00Z"}                        | day
                {"attributes": {"recurrence": {"each": "year", "every": []}}} | attributes.recurrence.every
                {"attributes": {"recurrence": {"each": "year", "every": ""}}} | attributes.recurrence.every
                {"units": ["a", ["b"]]}                                | units[1]
                {"units": ["a", null]}                                 | units[1]
                {"units": ["a", "not one"]}                            | units[1]
                {"attributes": {"function": "not one"}}                | attributes.function
                {"attributes": {"priority": "some"}}                   | attributes.priority
                {"reportsTo": [{}]}                                    | reportsTo[0]
                {"reportsTo": ["a", {"unit": "a", "organ": "b"}]}      | reportsTo[1]
                """)
    void a_complaint_names_the_field(String body, String field) {
        BadRequest refused = catchThrowableOfType(
                BadRequest.class, () -> Body.read(body.getBytes(StandardCharsets.UTF_8), Titled.class));

        assertThat(refused.field()).isEqualTo(field);
        assertThat(refused.getMessage()).startsWith(field + " ");
    }
}
