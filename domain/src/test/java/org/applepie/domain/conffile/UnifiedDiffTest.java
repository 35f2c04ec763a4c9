package org.applepie.domain.conffile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.applepie.domain.conffile.UnifiedDiff.DiffLine;
import org.applepie.domain.conffile.UnifiedDiff.DiffLine.Kind;
import org.applepie.domain.conffile.UnifiedDiff.Hunk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnifiedDiffTest {

    @Test
    void showsAChangeWithItsSurroundings() {
        String before = "a\nb\nc\nd\ne\nf\ng\nh\n";
        String after = "a\nb\nc\nd\nE\nf\ng\nh\n";
        assertThat(UnifiedDiff.of("/etc/fstab", before, after).text()).isEqualTo("""
                        --- /etc/fstab
                        +++ /etc/fstab
                        @@ -2,7 +2,7 @@
                         b
                         c
                         d
                        -e
                        +E
                         f
                         g
                         h
                        """);
    }

    @Test
    void showsANewFileAndAFileThatGoes() {
        assertThat(UnifiedDiff.of("/etc/x", "", "one\ntwo\n").text())
                .isEqualTo("--- /dev/null\n+++ /etc/x\n@@ -0,0 +1,2 @@\n+one\n+two\n");
        assertThat(UnifiedDiff.of("/etc/x", "one\n", "").text())
                .isEqualTo("--- /etc/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-one\n");
    }

    @Test
    void saysThatTheLastLineDoesNotEnd() {
        assertThat(UnifiedDiff.of("/etc/x", "one", "one\n").text())
                .isEqualTo("--- /etc/x\n+++ /etc/x\n@@ -1 +1 @@\n-one\n\\ No newline at end of file\n+one\n");
    }

    @Test
    void sameTextsGiveNothing() {
        assertThat(UnifiedDiff.of("/etc/x", "one\n", "one\n").isEmpty()).isTrue();
        assertThat(UnifiedDiff.of("/etc/x", "one\n", "one\n").text()).isEmpty();
    }

    @Test
    void changesFarApartGetHunksOfTheirOwn() {
        String before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n";
        assertThat(UnifiedDiff.of("x", before, before.replace("1\n2", "one\n2").replace("12", "twelve"))
                        .hunks())
                .hasSize(2);
        assertThat(UnifiedDiff.of("x", before, before.replace("2\n3", "two\n3").replace("9", "nine"))
                        .hunks())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void putTogetherAgainItGivesTheTextAfter(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            String before = someLines(random);
            String after = someLines(random);
            UnifiedDiff diff = UnifiedDiff.of("x", before, after);
            assertThat(patched(before, diff))
                    .as("seed %s: %s to %s", seed, before, after)
                    .isEqualTo(after);
        }
    }

    private static String someLines(Random random) {
        StringBuilder text = new StringBuilder();
        int lines = random.nextInt(30);
        for (int i = 0; i < lines; i++) {
            text.append((char) ('a' + random.nextInt(4))).append(i == lines - 1 && random.nextBoolean() ? "" : "\n");
        }
        return text.toString();
    }

    /** What patch(1) does, strictly: every line of a hunk must be where the hunk says. */
    private static String patched(String before, UnifiedDiff diff) {
        List<String> rest = new ArrayList<>(before.isEmpty() ? List.of() : List.of(before.split("(?<=\n)")));
        StringBuilder after = new StringBuilder();
        int taken = 0;
        for (Hunk hunk : diff.hunks()) {
            boolean adds = hunk.lines().stream().allMatch(l -> l.kind() == Kind.ADDED);
            while (taken < hunk.beforeStart() - (adds ? 0 : 1)) {
                after.append(rest.get(taken++));
            }
            for (DiffLine line : hunk.lines()) {
                String raw = line.text() + (line.ended() ? "\n" : "");
                if (line.kind() != Kind.ADDED) {
                    assertThat(rest.get(taken++)).isEqualTo(raw);
                }
                after.append(line.kind() == Kind.REMOVED ? "" : raw);
            }
        }
        rest.subList(taken, rest.size()).forEach(after::append);
        return after.toString();
    }
}
