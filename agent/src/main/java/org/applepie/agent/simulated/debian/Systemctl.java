package org.applepie.agent.simulated.debian;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.applepie.agent.simulated.shell.Call;

/** systemctl of systemd 252, and reboot, poweroff, halt and shutdown, which are other names of it. */
final class Systemctl extends Tool {

    private static final Set<String> QUIET = Set.of(
            "--plain",
            "--no-legend",
            "--no-pager",
            "--full",
            "--quiet",
            "-q",
            "--no-ask-password",
            "--now",
            "--system",
            "--no-block",
            "--all");

    Systemctl(Running running) {
        super(running);
    }

    @Override
    public int run(Call call) throws IOException {
        return switch (call.name().replaceFirst(".*/", "")) {
            case "reboot" -> down(Power.Wish.REBOOT);
            case "poweroff", "halt" -> down(Power.Wish.HALT);
            case "shutdown" -> shutdown(call);
            default -> control(call);
        };
    }

    private int down(Power.Wish wish) {
        running().power().become(wish);
        return 0;
    }

    private int shutdown(Call call) throws IOException {
        List<String> words = call.arguments();
        if (!words.contains("now") && !words.contains("+0")) {
            call.warn("shutdown: this machine only knows a shutdown now\n");
            return 1;
        }
        return down(words.contains("-r") ? Power.Wish.REBOOT : Power.Wish.HALT);
    }

    private int control(Call call) throws IOException {
        List<String> words = new ArrayList<>();
        List<String> types = new ArrayList<>();
        boolean quiet = false;
        for (String word : call.arguments()) {
            if (word.startsWith("--type=")) {
                types.addAll(Arrays.asList(word.substring("--type=".length()).split(",")));
            } else if (word.startsWith("-") && !word.startsWith("--state=") && !QUIET.contains(word)) {
                String name = word.replaceFirst("=.*", "");
                call.warn(
                        name.startsWith("--")
                                ? "systemctl: unrecognized option '" + name + "'\n"
                                : "systemctl: invalid option -- '" + name.charAt(1) + "'\n");
                return 1;
            } else if (!word.startsWith("-")) {
                words.add(word);
            } else {
                quiet |= word.equals("-q") || word.equals("--quiet");
            }
        }
        String verb = words.isEmpty() ? "list-units" : words.removeFirst();
        return verb(call, verb, words, types, quiet);
    }

    private int verb(Call call, String verb, List<String> units, List<String> types, boolean quiet) throws IOException {
        return switch (verb) {
            case "list-units" -> list(call, types);
            case "start", "restart" -> start(call, units);
            case "stop" -> stop(call, units);
            case "is-active" -> active(call, units, quiet);
            case "reboot" -> down(Power.Wish.REBOOT);
            case "poweroff", "halt" -> down(Power.Wish.HALT);
            case "daemon-reload", "reset-failed" -> 0;
            case "is-system-running" -> {
                call.print("running\n");
                yield 0;
            }
            default -> {
                call.warn("Unknown command verb " + verb + ".\n");
                yield 1;
            }
        };
    }

    private int list(Call call, List<String> types) throws IOException {
        List<Units.Unit> shown = running().units().list().stream()
                .filter(unit -> types.isEmpty()
                        || types.contains(unit.name().substring(unit.name().lastIndexOf('.') + 1)))
                .toList();
        int name = width(shown.stream().map(Units.Unit::name).toList());
        int state = width(shown.stream().map(Units.Unit::state).toList());
        for (Units.Unit unit : shown) {
            call.print(("%-" + name + "s loaded active %-" + state + "s %s\n")
                    .formatted(unit.name(), unit.state(), unit.description()));
        }
        return 0;
    }

    private static int width(List<String> words) {
        return Math.max(1, words.stream().mapToInt(String::length).max().orElse(1));
    }

    private static String full(String unit) {
        return unit.contains(".") ? unit : unit + ".service";
    }

    private int start(Call call, List<String> units) throws IOException {
        int code = 0;
        for (String unit : units) {
            if (running().units().known(full(unit))) {
                running().units().start(full(unit));
                listens(unit, true);
            } else {
                call.warn("Failed to start " + full(unit) + ": Unit " + full(unit) + " not found.\n");
                code = 5;
            }
        }
        return code;
    }

    private void listens(String unit, boolean now) {
        if (full(unit).equals("ssh.service")) {
            running().listens(now);
        }
    }

    private int stop(Call call, List<String> units) throws IOException {
        int code = 0;
        for (String unit : units) {
            if (running().units().known(full(unit))) {
                running().units().stop(full(unit));
                listens(unit, false);
            } else {
                call.warn("Failed to stop " + full(unit) + ": Unit " + full(unit) + " not loaded.\n");
                code = 5;
            }
        }
        return code;
    }

    private int active(Call call, List<String> units, boolean quiet) throws IOException {
        boolean any = false;
        for (String unit : units) {
            boolean active = running().units().active(full(unit));
            any |= active;
            if (!quiet) {
                call.print(active ? "active\n" : "inactive\n");
            }
        }
        return any ? 0 : 3;
    }
}
