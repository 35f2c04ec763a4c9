package org.applepie.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/howto-coverage.md speaks of what is there: every class, member and test it names is in the source. */
class HowtoCoverageTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern ROW = Pattern.compile("\\| ([0-9]+) \\| .* \\| (.*) \\| (.*) \\| (.*) \\|");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern NAME = Pattern.compile("([A-Z][A-Za-z0-9]*)?((?:\\.[A-Za-z][A-Za-z0-9_]*)*)");

    private static final Map<String, List<String>> SOURCES = sources();

    private static Map<String, List<String>> sources() {
        try (Stream<Path> files = Files.walk(ROOT, 14)) {
            return files.filter(
                            f -> f.toString().endsWith(".java") && f.toString().contains("/src/"))
                    .collect(Collectors.groupingBy(
                            f -> f.getFileName().toString().replace(".java", ""),
                            Collectors.mapping(HowtoCoverageTest::text, Collectors.toList())));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<Matcher> rows() {
        return text(ROOT.resolve("docs/howto-coverage.md"))
                .lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .toList();
    }

    @Test
    void everyRequirementHasARow() {
        assertThat(rows())
                .extracting(row -> Integer.parseInt(row.group(1)))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 117).boxed().toList());
    }

    @Test
    void whateverIsMetNamesATest() {
        assertThat(rows())
                .filteredOn(row -> !row.group(2).startsWith("not yet"))
                .allSatisfy(row -> assertThat(row.group(4))
                        .as("requirement %s", row.group(1))
                        .containsPattern("golden|Test"));
    }

    @Test
    void everyClassAndMemberThatIsNamedIsThere() {
        List<String> missing = new ArrayList<>();
        for (Matcher row : rows()) {
            for (int column : new int[] {3, 4}) {
                missing.addAll(missing(row.group(column)).stream()
                        .map(name -> row.group(1) + ": " + name)
                        .toList());
            }
        }
        assertThat(missing).isEmpty();
    }

    /** A name that begins with a full stop belongs to the class before it. */
    private static List<String> missing(String cell) {
        List<String> missing = new ArrayList<>();
        String last = "";
        Matcher code = CODE.matcher(cell);
        while (code.find()) {
            Matcher name = NAME.matcher(code.group(1));
            if (!name.matches()) {
                continue;
            }
            last = name.group(1) == null ? last : name.group(1);
            if (!isThere(last, name.group(2))) {
                missing.add(code.group(1));
            }
        }
        return missing;
    }

    private static boolean isThere(String type, String members) {
        return SOURCES.getOrDefault(type, List.of()).stream()
                .anyMatch(source -> Stream.of(members.split("\\."))
                        .filter(member -> !member.isEmpty())
                        .allMatch(member -> source.matches("(?s).*\\b" + member + "\\b.*")));
    }
}
