package org.applepie.agent.simulated.debian;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.applepie.agent.simulated.shell.Call;

/** mdadm --monitor. It watches, and has nobody here to send mail to. */
final class MdadmMonitor {

    private static final int USUAL_DELAY = 60;

    private final Mdadm mdadm;
    private final Call call;
    private final MdadmArguments arguments;

    MdadmMonitor(Mdadm mdadm, Call call, MdadmArguments arguments) {
        this.mdadm = mdadm;
        this.call = call;
        this.arguments = arguments;
    }

    int run() throws IOException, InterruptedException {
        if (arguments.devices().isEmpty() && !arguments.has("scan")) {
            return Mdadm.say(call, 1, "Cannot monitor: need --scan or at least one device");
        }
        String conf = arguments.value("config").orElse(MdadmConf.PATH);
        if (arguments.value("mail").isEmpty() && !MdadmConf.hasMail(call.files(), conf)) {
            return Mdadm.say(call, 1, "No mail address or alert command - not monitoring.");
        }
        Optional<String> delay = arguments.value("delay");
        if (delay.isPresent() && !delay.get().matches("[1-9][0-9]{0,6}")) {
            return Mdadm.say(call, 2, "invalid delay: " + delay.get());
        }
        Duration pause = Duration.ofSeconds(delay.map(Integer::parseInt).orElse(USUAL_DELAY));
        while (!arguments.has("oneshot")) {
            mdadm.drivers().md().settle();
            if (arguments.has("scan") && mdadm.drivers().md().arrays().isEmpty()) {
                return Mdadm.say(call, 0, "No array with redundancy detected, stopping");
            }
            call.time().sleep(pause);
        }
        return 0;
    }
}
