package org.applepie.agent.simulated.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.applepie.agent.simulated.shell.SmallMachine.Said;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same snippets in our shell and in the real dash: not a byte may differ. */
class ConformanceTest {

    @TempDir
    Path directory;

    static Stream<String> snippets() throws IOException {
        try (InputStream in = ConformanceTest.class.getResourceAsStream("snippets.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("\n----\n")).map(snippet -> snippet.replaceFirst("\n$", ""));
        }
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void saysWhatDashSays(String snippet) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/dash")), "install dash to compare with it");
        assertThat(SmallMachine.current().run(snippet)).as(snippet).isEqualTo(dash(snippet));
    }

    private Said dash(String snippet) throws IOException, InterruptedException {
        Path err = directory.resolve("err");
        Path work = Files.createDirectories(directory.resolve("work"));
        ProcessBuilder builder = new ProcessBuilder(List.of("sh", "-c", snippet))
                .directory(work.toFile())
                .redirectError(err.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        builder.environment().put("HOME", "/root");
        Process process = builder.start();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        process.getInputStream().transferTo(out);
        int code = process.waitFor();
        return new Said(
                code, out.toString(StandardCharsets.ISO_8859_1), Files.readString(err, StandardCharsets.ISO_8859_1));
    }
}
