package org.applepie.domain.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleScriptTest {

    @TempDir
    Path directory;

    @Test
    void leavesLogAndResultBehind() throws Exception {
        ConsoleScript script = script("echo one\necho two >&2", "echo after-$code >> \"$dir/log\"");

        assertThat(start(script, "7")).isZero();

        assertThat(Path.of(script.result(7))).hasContent("0\n");
        assertThat(Files.readString(Path.of(script.processId(7)))).matches("[0-9]+\n");
        assertThat(Path.of(script.log(7))).hasContent("one\ntwo\nafter-0\n");
    }

    @Test
    void stopsAtTheFirstCommandThatFails() throws Exception {
        ConsoleScript script = script("echo before\n(exit 9)\necho behind", "");

        assertThat(start(script, "1")).isEqualTo(9);

        assertThat(Path.of(script.result(1))).hasContent("9\n");
        assertThat(Path.of(script.log(1))).hasContent("before\n");
    }

    @Test
    void runsOnceForEachCard() throws Exception {
        Path traces = directory.resolve("traces");
        ConsoleScript script = script("echo x >> '" + traces + "'", "");

        assertThat(start(script, "3")).isZero();
        assertThat(start(script, "3")).isEqualTo(3);
        assertThat(start(script, "4")).isZero();

        assertThat(traces).hasContent("x\nx\n");
    }

    @Test
    void wantsTheNumberOfTheCard() throws Exception {
        ConsoleScript script = script("true", "");

        assertThat(start(script)).isEqualTo(2);
        assertThat(start(script, "../x")).isEqualTo(2);
        assertThat(directory.toFile().list()).containsExactly("copy.sh");
    }

    @Test
    void tellsItsDigests() {
        ConsoleScript script = new ConsoleScript("/root/a.sh", "abc");

        assertThat(script.md5()).isEqualTo("900150983cd24fb0d6963f7d28e17f72");
        assertThat(script.sha256()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(script.call()).isEqualTo("sh /root/a.sh {number}");
        assertThatIllegalArgumentException().isThrownBy(() -> ConsoleScript.of("/root/a b.sh", "", ""));
    }

    private ConsoleScript script(String body, String ending) {
        return ConsoleScript.of(directory.resolve("copy.sh").toString(), body, ending);
    }

    private int start(ConsoleScript script, String... number) throws IOException, InterruptedException {
        Files.writeString(Path.of(script.path()), script.content());
        List<String> words = new ArrayList<>(List.of("sh", script.path()));
        words.addAll(List.of(number));
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
