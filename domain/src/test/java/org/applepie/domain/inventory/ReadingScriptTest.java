package org.applepie.domain.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingScriptTest {

    /** Every shell that may be /bin/sh on a server, where this machine has it. */
    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh", "/bin/dash", "/bin/bash", "/bin/busybox"})
    void endsWhateverTheShellAndWhateverIsMissing(String shell) throws Exception {
        assumeTrue(Files.isExecutable(Path.of(shell)), shell + " is not installed");
        List<String> command =
                shell.endsWith("busybox") ? List.of(shell, "sh", "-s", "WORD") : List.of(shell, "-s", "WORD");
        byte[] answer = run(command);
        assertThat(new String(answer, StandardCharsets.UTF_8)).endsWith("WORD done\n");
        Reading reading = ReadingParser.parse(answer, "WORD", Readings.TAKEN_AT);
        assertThat(reading.files()).containsKey("/etc/fstab");
        assertThat(reading.tools()).isInstanceOf(Fact.Known.class);
    }

    @Test
    void writesNothing() {
        String withoutQuiet = ReadingScript.text()
                .replaceAll("(?m)^\\s*#.*$", "")
                .replaceAll("\\$\\(\\([^)]*\\)\\)", "")
                .replaceAll("[12]?>/dev/null", "")
                .replaceAll("2>&1|>&3|3>&-|3>&1|>&2", "");
        assertThat(Pattern.compile("'[^']*'").matcher(withoutQuiet).replaceAll(""))
                .doesNotContain(">");
        assertThat(ReadingScript.text()).doesNotContainPattern("\\b(rm|mv|cp|dd|tee|touch|mkdir|mount) [-/\"$]");
    }

    private static byte[] run(List<String> command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var stdin = shell.getOutputStream()) {
            stdin.write(ReadingScript.text().getBytes(StandardCharsets.UTF_8));
        }
        byte[] answer = shell.getInputStream().readAllBytes();
        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return answer;
    }
}
