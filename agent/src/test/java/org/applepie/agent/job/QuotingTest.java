package org.applepie.agent.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.applepie.domain.remote.ShellWord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A word that is quoted comes out of a shell as it went in, whatever is in it. */
class QuotingTest {

    private static final int WORDS = 10_000;
    private static final String NASTY = "'\"\\$`!*?[]{}()<>|&;#~=%^ \t\n\r\u0001\u007f-n";

    @TempDir
    Path home;

    @ParameterizedTest
    @MethodSource("org.applepie.agent.job.PosixShell#installed")
    void everyWordComesOutAsItWentIn(PosixShell shell) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        PosixShell.Installed installed = shell.install(home);
        for (int batch = 0; batch < 50; batch++) {
            List<String> words =
                    IntStream.range(0, WORDS / 50).mapToObj(i -> word(random)).toList();
            String script =
                    "printf '%s\\000' " + words.stream().map(ShellWord::quote).collect(Collectors.joining(" "));

            byte[] printed = installed.run(script).stdout().getBytes(StandardCharsets.ISO_8859_1);

            assertThat(new String(printed, StandardCharsets.UTF_8))
                    .as("seed %d", seed)
                    .isEqualTo(String.join("\0", words) + "\0");
        }
    }

    private static String word(Random random) {
        return random.ints(random.nextInt(24), 0, 10)
                .mapToObj(kind -> switch (kind) {
                    case 0 -> Character.toString(0x21 + random.nextInt(94));
                    case 1 -> Character.toString(0xa0 + random.nextInt(0x500));
                    case 2 -> Character.toString(0x1f300 + random.nextInt(200));
                    default -> NASTY.substring(kind, kind + 1 + random.nextInt(NASTY.length() - kind));
                })
                .collect(Collectors.joining());
    }
}
