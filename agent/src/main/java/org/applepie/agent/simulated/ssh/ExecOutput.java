package org.applepie.agent.simulated.ssh;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.applepie.agent.simulated.fault.Fault;
import org.applepie.agent.simulated.fault.Schedule;

/** Output of a command on its way to the channel: stops while the machine hangs, and lets faults strike at their byte. */
final class ExecOutput extends OutputStream {

    private final OutputStream channel;
    private final FrontState state;
    private final Notices notices;

    ExecOutput(OutputStream channel, FrontState state, Notices notices) {
        this.channel = channel;
        this.state = state;
        this.notices = notices;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int left = length;
        while (left > 0) {
            check();
            Schedule.Passage passage = state.output(left);
            channel.write(bytes, at, passage.bytes());
            if (!passage.then().isEmpty()) {
                channel.flush();
                state.strike(passage.then());
                stopIfCut(passage.then());
            }
            at += passage.bytes();
            left -= passage.bytes();
        }
    }

    @Override
    public void flush() throws IOException {
        check();
        channel.flush();
    }

    /** The connection closes behind what was sent; what is written before it has closed would still get out. */
    private static void stopIfCut(List<Fault> faults) throws IOException {
        if (faults.stream().anyMatch(fault -> fault instanceof Fault.DropConnection)) {
            throw new IOException("the connection is cut");
        }
    }

    private void check() throws IOException {
        state.awaitLife();
        if (notices.isClosed()) {
            throw new IOException("the connection is gone");
        }
    }
}
