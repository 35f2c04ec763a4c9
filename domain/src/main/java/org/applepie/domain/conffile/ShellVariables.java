package org.applepie.domain.conffile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A file that a shell reads and which only sets variables, such as /etc/mkinitrd/mkinitrd.conf. What is not edited comes
 * out byte for byte.
 */
public final class ShellVariables {

    private final ConfFile file;
    private final Map<String, ShellSetting> settings;

    private ShellVariables(ConfFile file, Map<String, ShellSetting> settings) {
        this.file = file;
        this.settings = settings;
    }

    /** @throws IllegalArgumentException if a line does more than setting a variable, so that nobody can say what holds */
    public static ShellVariables parse(String text) {
        ConfFile file = ConfFile.parse(text);
        Map<String, ShellSetting> settings = new TreeMap<>();
        for (String line : file.lines()) {
            if (!line.isBlank() && !line.strip().startsWith("#")) {
                ShellSetting setting = ShellSetting.parse(line);
                settings.put(setting.name(), setting);
            }
        }
        return new ShellVariables(file, settings);
    }

    /**
     * The value a variable has in the end, without quotes; empty if it is not set.
     *
     * @throws IllegalArgumentException if the value depends on other variables or commands
     */
    public Optional<String> value(String name) {
        return Optional.ofNullable(settings.get(name)).map(ShellSetting::plainValue);
    }

    /**
     * The same with a variable set: every line that sets it is changed, or one is added at the end. Values that are not one
     * plain word are quoted.
     *
     * @throws IllegalArgumentException if the value has a character that means something within double quotes
     */
    public ShellVariables with(String name, String value) {
        ShellSetting there = settings.get(name);
        if (there != null && there.plain() && there.value().equals(value)) {
            return this;
        }
        String setting = name + "=" + ShellSetting.quoted(value);
        return parse(
                there == null
                        ? file.with(List.of(setting)).text()
                        : file.edited(line -> replaced(line, name, setting)).text());
    }

    private static String replaced(String line, String name, String setting) {
        if (line.isBlank() || line.strip().startsWith("#")) {
            return line;
        }
        ShellSetting parsed = ShellSetting.parse(line);
        return parsed.name().equals(name) ? parsed.before() + setting + parsed.after() : line;
    }

    public String text() {
        return file.text();
    }
}
