package org.applepie.agent.simulated.sarge;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.machine.BootCall;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.Program;

/** Every script of /etc/init.d. */
final class InitScript implements Program {

    private static final Map<String, String> WORDS = Map.of(
            "ssh", "OpenBSD Secure Shell server: sshd",
            "cron", "periodic command scheduler: cron",
            "atd", "deferred execution scheduler: atd",
            "exim4", "MTA: exim4",
            "inetd", "internet superserver: inetd",
            "sysklogd", "system log daemon: syslogd",
            "klogd", "kernel log daemon: klogd",
            "courier-imap", "Courier IMAP server: imapd",
            "mdadm", "RAID monitor daemon: mdadm -F");

    private static final String SSH = "ssh";

    private final Running running;

    InitScript(Running running) {
        this.running = running;
    }

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        String name = call.name().replaceFirst(".*/", "").replaceFirst("^[SK][0-9][0-9]", "");
        String action = call.arguments().isEmpty() ? "" : call.arguments().getFirst();
        if (name.equals("mdadm-raid")) {
            return arrays(call, action);
        }
        switch (action) {
            case "start" -> start(call, name, "Starting ");
            case "stop" -> stop(call, name);
            case "restart", "force-reload", "reload" -> {
                running.services().remove(name);
                start(call, name, "Restarting ");
            }
            default -> {
                call.warn("Usage: /etc/init.d/" + name + " {start|stop|restart|force-reload}\n");
                return 1;
            }
        }
        return 0;
    }

    private void start(Call call, String name, String verb) throws IOException {
        running.services().add(name);
        if (name.equals(SSH)) {
            running.listens(true);
        }
        call.print(verb + WORDS.getOrDefault(name, name + ": " + name) + ".\n");
    }

    private void stop(Call call, String name) throws IOException {
        running.services().remove(name);
        if (name.equals(SSH)) {
            running.listens(false);
        }
        call.print("Stopping " + WORDS.getOrDefault(name, name + ": " + name) + ".\n");
    }

    private int arrays(Call call, String action) throws IOException, InterruptedException {
        if (action.equals("start")) {
            call.print("Starting raid devices: ");
            running.drivers().load("md");
            running.drivers().load("raid1");
            Program mdadm = new Mdadm(running.drivers(), running.random());
            mdadm.run(new BootCall("mdadm", List.of("-A", "-s", "-a"), call.files(), call.out()));
            call.print("done.\n");
        } else if (action.equals("stop")) {
            call.print("Stopping raid devices: ");
            for (MdArray array : running.drivers().md().arrays()) {
                if (!running.drivers().inUse(running.drivers().block(array))) {
                    running.drivers().md().stop(array);
                }
            }
            call.print("done.\n");
        }
        return 0;
    }
}
