package org.applepie.agent.simulated.debian;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.Program;

/** grub-editenv, and grub-reboot and grub-set-default, which are scripts around it. */
final class GrubEditenv implements Program {

    private static final String BLOCK = "/boot/grub/grubenv";

    @Override
    public int run(Call call) throws IOException {
        List<String> words = call.arguments();
        String name = call.name().replaceFirst(".*/", "");
        if (!name.equals("grub-editenv")) {
            return entry(call, name, words);
        }
        String path = words.size() > 1 && !words.getFirst().equals("-") ? words.getFirst() : BLOCK;
        List<String> rest = words.size() > 1 ? words.subList(1, words.size()) : words;
        String command = rest.isEmpty() ? "" : rest.getFirst();
        return switch (command) {
            case "create" -> write(call, path, new GrubEnvironment());
            case "list" -> list(call, path);
            case "set", "unset" -> change(call, path, command.equals("set"), rest.subList(1, rest.size()));
            default -> usage(call, command);
        };
    }

    private static int usage(Call call, String command) throws IOException {
        call.warn(
                command.isEmpty()
                        ? "You need to specify at least one command.\n"
                        : "Unknown command `" + command + "'.\n");
        call.warn(
                "Usage: grub-editenv [OPTION...] FILENAME COMMAND\nTry 'grub-editenv --help' for more information.\n");
        return 1;
    }

    private static int entry(Call call, String name, List<String> words) throws IOException {
        if (words.size() != 1 || words.getFirst().startsWith("-")) {
            call.warn((words.isEmpty() ? "More than one menu entry?" : "Unrecognized option `" + words.getFirst() + "'")
                    + "\nUsage: " + name + " [OPTION] MENU_ENTRY\n");
            return 1;
        }
        String variable = name.equals("grub-reboot") ? "next_entry" : "saved_entry";
        return change(call, BLOCK, true, List.of(variable + "=" + words.getFirst()));
    }

    private static Optional<GrubEnvironment> read(Call call, String path) throws IOException {
        try {
            Optional<GrubEnvironment> block = GrubEnvironment.parse(call.files().text(path));
            if (block.isEmpty()) {
                call.warn("grub-editenv: error: invalid environment block.\n");
            }
            return block;
        } catch (ErrnoException refused) {
            call.warn("grub-editenv: error: cannot open `" + path + "': "
                    + refused.errno().text() + ".\n");
            return Optional.empty();
        }
    }

    private static int list(Call call, String path) throws IOException {
        Optional<GrubEnvironment> block = read(call, path);
        if (block.isEmpty()) {
            return 1;
        }
        for (Map.Entry<String, String> variable : block.get().variables().entrySet()) {
            call.print(variable.getKey() + "=" + variable.getValue() + "\n");
        }
        return 0;
    }

    private static int change(Call call, String path, boolean set, List<String> words) throws IOException {
        Optional<GrubEnvironment> block = read(call, path);
        if (block.isEmpty()) {
            return 1;
        }
        for (String word : words) {
            int equals = word.indexOf('=');
            if (set && equals < 0) {
                call.warn("grub-editenv: error: invalid parameter " + word + ".\n");
                return 1;
            }
            if (set) {
                block.get().variables().put(word.substring(0, equals), word.substring(equals + 1));
            } else {
                block.get().variables().remove(word);
            }
        }
        return write(call, path, block.get());
    }

    private static int write(Call call, String path, GrubEnvironment block) throws IOException {
        Optional<String> text = block.print();
        if (text.isEmpty()) {
            call.warn("grub-editenv: error: environment block too small.\n");
            return 1;
        }
        try {
            call.files().write(path, text.get());
            return 0;
        } catch (ErrnoException refused) {
            call.warn("grub-editenv: error: cannot open `" + path + "': "
                    + refused.errno().text() + ".\n");
            return 1;
        }
    }
}
