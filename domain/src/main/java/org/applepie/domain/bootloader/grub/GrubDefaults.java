package org.applepie.domain.bootloader.grub;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.applepie.domain.conffile.ConfFile;

/**
 * /etc/default/grub: a shell script that in practice only sets variables. What is not edited comes out byte for byte;
 * lines of another form are kept and have no meaning.
 */
public final class GrubDefaults {

    private static final Pattern SETTING = Pattern.compile(
            "([ \\t]*(?:export[ \\t]+)?)([A-Za-z_][A-Za-z0-9_]*)=(\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|([^\\s\"'`;#]*))([ \\t]*(?:#.*)?)");

    private final ConfFile file;

    private GrubDefaults(ConfFile file) {
        this.file = file;
    }

    /** Takes any text. */
    public static GrubDefaults parse(String text) {
        return new GrubDefaults(ConfFile.parse(text));
    }

    /** Value of a variable as it is at the end, without quotes; empty if it is not set or set in another way. */
    public Optional<String> value(String name) {
        return settings(name).reduce((earlier, later) -> later).map(GrubDefaults::plain);
    }

    /** Words of a variable such as {@code GRUB_CMDLINE_LINUX}. */
    public List<String> words(String name) {
        return value(name).map(String::strip).filter(v -> !v.isEmpty()).stream()
                .flatMap(v -> List.of(v.split("\\s+")).stream())
                .toList();
    }

    /**
     * The same with a variable set: every line that sets it is changed, or one is added at the end.
     *
     * @throws IllegalArgumentException if the value has a character that means something within double quotes
     */
    public GrubDefaults with(String name, String value) {
        if (!value.matches("[^\"\\\\$`\\n]*")) {
            throw new IllegalArgumentException("not a plain value for " + name);
        }
        String setting = name + "=\"" + value + "\"";
        if (settings(name).findAny().isEmpty()) {
            return new GrubDefaults(file.with(List.of(setting)));
        }
        return new GrubDefaults(file.edited(line -> {
            Matcher m = SETTING.matcher(line);
            return m.matches() && m.group(2).equals(name) ? m.group(1) + setting + m.group(7) : line;
        }));
    }

    private Stream<Matcher> settings(String name) {
        return file.lines().stream()
                .map(SETTING::matcher)
                .filter(m -> m.matches() && m.group(2).equals(name));
    }

    private static String plain(Matcher setting) {
        if (setting.group(4) != null) {
            return setting.group(4).replaceAll("\\\\([\"\\\\$`])", "$1");
        }
        return setting.group(5) != null ? setting.group(5) : setting.group(6);
    }

    public String text() {
        return file.text();
    }
}
