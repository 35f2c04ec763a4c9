package org.applepie.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The script that turns bytes into lines: how the network cuts them makes no difference, and neither does what they are. */
@RequiresChromium
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TerminalInBrowserTest {

    private static final List<String> BITS = List.of(
            "<b>x</b>",
            "\u001b[31mred\u001b[0m",
            "é",
            "漢字",
            "🥧",
            "\r",
            "\n",
            "\r\n",
            "\u001b",
            "\u001b]0;t\u0007",
            "\u001b[38;5;196m",
            "plain text ",
            "\0\0",
            "\u202e",
            "\u001b[",
            "\ufeff",
            "10 %\r20 %\r");

    /** Writes the pieces one after the other and tells text, markup and links of the lines. */
    private static final String WRITE = """
            async pieces => {
              const terminal = new Terminal(document.createElement('div'), () => {});
              terminal.reset(1, 0, true);
              for (const piece of pieces) {
                terminal.write(terminal.next, Uint8Array.from(atob(piece), c => c.charCodeAt(0)), []);
                await terminal.idle();
              }
              terminal.finish();
              await terminal.idle();
              const texts = [...terminal.lines.querySelectorAll('.text')];
              return [terminal.lines.textContent, texts.map(t => t.innerHTML).join(''), texts.map(t => t.parentNode.id).join()];
            }""";

    /** Fills a page that somebody reads, then leafs on and back; tells whether what is shown was always a stretch of the log. */
    private static final String LEAF = """
            async unit => {
              const log = new TextEncoder().encode(unit.repeat(1500000 / unit.length));
              const terminal = new Terminal(document.createElement('div'), () => {});
              const isStretch = () => terminal.lines.textContent ===
                new TextDecoder('utf-8', { ignoreBOM: true }).decode(log.subarray(terminal.first, terminal.next - terminal.held.length))
                && terminal.lines.querySelectorAll('*').length < 400000;
              const seen = [];
              terminal.reset(1, 0, true);
              terminal.roll(false);
              for (let i = 0; i < 6; i++) {
                terminal.makeRoom();
                terminal.write(terminal.next, log.subarray(terminal.next, terminal.next + 262144), []);
                await terminal.idle();
                seen.push(isStretch());
              }
              const from = Math.max(0, terminal.first - 65536);
              terminal.prepend(from, log.subarray(from, terminal.first), []);
              terminal.trimEnd();
              return [...seen, isStretch()];
            }""";

    private final OpenConsole console = OpenConsole.start();
    private final Visitor visitor = console.visitor();
    private final Page page = visitor.tab().page();

    @BeforeAll
    void loadTheScripts() {
        console.demo().people();
        page.navigate("/login");
        page.evaluate("""
                async () => {
                  for (const name of ['lines', 'terminal']) {
                    const script = document.createElement('script');
                    script.src = `/js/${name}.js`;
                    await new Promise(done => { script.onload = done; document.head.append(script); });
                  }
                }""");
    }

    @AfterAll
    void close() {
        console.close();
    }

    @Test
    void showsTheSameHoweverTheBytesAreCut() {
        Random random = new Random(20);
        for (int round = 0; round < 60; round++) {
            byte[] log = log(random);
            Object whole = page.evaluate(WRITE, List.of(Base64.getEncoder().encodeToString(log)));

            assertThat(page.evaluate(WRITE, pieces(random, log)))
                    .as("round %d", round)
                    .isEqualTo(whole);
            assertThat(((List<?>) whole).getFirst()).isEqualTo(new String(log, StandardCharsets.UTF_8));
        }
    }

    @Test
    void keepsABoundedStretchWhileSomebodyLeafs() {
        for (String unit : List.of("\n", "short\n", "\u0001\u0002", "x", "\ra", "é".repeat(50) + "\n")) {
            assertThat((List<?>) page.evaluate(LEAF, unit)).as(unit).allMatch(Boolean.TRUE::equals);
        }
    }

    private static byte[] log(Random random) {
        byte[] log = new byte[0];
        while (log.length < 600) {
            byte[] bit = random.nextInt(12) == 0
                    ? new byte[] {(byte) (0xf8 + random.nextInt(8))}
                    : BITS.get(random.nextInt(BITS.size())).getBytes(StandardCharsets.UTF_8);
            int length = random.nextInt(9) == 0 ? (bit.length + 1) / 2 : bit.length;
            int end = log.length;
            log = Arrays.copyOf(log, end + length);
            System.arraycopy(bit, 0, log, end, length);
        }
        return log;
    }

    private static List<String> pieces(Random random, byte[] log) {
        List<String> pieces = new ArrayList<>();
        for (int at = 0; at < log.length; ) {
            int to = Math.min(log.length, at + 1 + random.nextInt(random.nextInt(3) == 0 ? 90 : 5));
            pieces.add(Base64.getEncoder().encodeToString(Arrays.copyOfRange(log, at, to)));
            at = to;
        }
        return pieces;
    }
}
