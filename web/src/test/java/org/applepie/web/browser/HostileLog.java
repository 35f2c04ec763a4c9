package org.applepie.web.browser;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a server may print to get at whoever reads it, or just prints. */
final class HostileLog {

    /** Where a piece must be torn apart: behind so many of its bytes. */
    record Tear(String what, byte[] bytes, int behind) {}

    private HostileLog() {}

    static byte[] everything() {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        for (String line : List.of(
                "<script>alert(1)</script>",
                "</pre></span></div><img src=x onerror=alert(1)>",
                "<a href=\"javascript:alert(1)\">&lt;&amp;</a>",
                "\u001b[1;31mred\u001b[0m \u001b[38;5;196mmany\u001b[0m \u001b[48;2;1;2;3mmore\u001b[m",
                "\u001b[2J\u001b[H\u001b]0;a title\u0007\u001b]8;;javascript:alert(1)\u001b\\link\u001b]8;;\u001b\\",
                "\u001bP1$r\u001b\\ \u001b[?1049h \u001b7 \u001b( \u009b31m \u0000\u0000\u0000 \u0007 \u007f",
                "\u202egnihton\u202c \u2066isolated\u2069 \ufeffmark",
                "Grüße: größer, naïve, 漢字, 🥧",
                "windows\r",
                " 10 %\r 55 %\r100 %",
                "\u001b[31")) {
            log.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        log.writeBytes(new byte[] {'b', 'a', 'd', ' ', (byte) 0xff, (byte) 0xc3, '(', (byte) 0xe2, (byte) 0x82, '\n'});
        log.writeBytes(
                new byte[] {(byte) 0xf0, (byte) 0x9f, (byte) 0xa5, ' ', (byte) 0xc0, (byte) 0xaf, (byte) 0x80, '\n'});
        return log.toByteArray();
    }

    /** Each must come out whole when the stream is cut in the middle of it. */
    static List<Tear> tears() {
        return List.of(
                tear("a character of two bytes", "é", 1),
                tear("a character of three bytes", "漢", 2),
                tear("a character of four bytes", "🥧", 3),
                tear("an escape sequence", "\u001b[31mred\u001b[0m", 3),
                tear("the end of a line", "\r\n", 1));
    }

    private static Tear tear(String what, String text, int behind) {
        return new Tear(what, text.getBytes(StandardCharsets.UTF_8), behind);
    }

    static byte[] longLine() {
        return ("x".repeat(40_000) + "é".repeat(30_000) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
