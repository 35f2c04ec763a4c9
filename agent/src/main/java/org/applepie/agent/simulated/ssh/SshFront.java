package org.applepie.agent.simulated.ssh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.common.future.CloseFuture;
import org.apache.sshd.server.SshServer;
import org.applepie.agent.simulated.fault.Fault;
import org.applepie.agent.simulated.fault.FaultTarget;
import org.applepie.agent.simulated.fault.Schedule;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.HostKey;
import org.jspecify.annotations.Nullable;

/**
 * The SSH port of one simulated machine. It keeps its number for life; while the machine is down, connections to it are
 * refused. Starts down. Safe for many threads, commands of the machine among them.
 */
public final class SshFront implements AutoCloseable {

    private static final Duration FOR_GOODBYE = Duration.ofSeconds(2);

    private final Dialect dialect;
    private final Accounts accounts;
    private final FaultTarget target;
    private final MachineKeys own;
    private final FrontState state;
    private final Port port;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable SshServer server;
    private boolean closed;

    /**
     * @param keys the machine's own
     * @param target the machine behind it, for the faults in {@code schedule} that are not of the connection
     */
    public SshFront(
            Dialect dialect,
            Accounts accounts,
            MachineKeys keys,
            ExecHandler handler,
            Schedule schedule,
            FaultTarget target) {
        this.dialect = dialect;
        this.accounts = accounts;
        this.target = target;
        this.own = keys;
        this.state = new FrontState(handler, schedule, keys, this::strike);
        this.port = Port.any();
    }

    public Endpoint endpoint() {
        return new Endpoint(InetAddress.getLoopbackAddress().getHostAddress(), port.number());
    }

    /** The machine's own key, whatever it shows at the moment. */
    public HostKey hostKey() {
        return own.preferred();
    }

    /** The machine has booted so far that it takes connections. Nothing of an earlier hang remains. */
    public void up() {
        lock.lock();
        try {
            if (server == null && !closed) {
                state.hang(false);
                port.release();
                SshServer fresh = Servers.make(dialect, accounts, state, port.number());
                fresh.start();
                server = fresh;
            }
        } catch (IOException taken) {
            throw new UncheckedIOException("port %d cannot be listened on".formatted(port.number()), taken);
        } finally {
            lock.unlock();
        }
    }

    /** The machine shuts down: channels are closed without an exit code, then the connections. */
    public void shutDown() {
        end(true);
    }

    /** The machine is gone from one moment to the next. */
    public void cutPower() {
        end(false);
    }

    private void end(boolean goodbye) {
        SshServer ending = take();
        if (ending == null) {
            return;
        }
        if (goodbye) {
            await(ending.close(false));
        }
        await(ending.close(true));
        lock.lock();
        try {
            if (server == null && !closed) {
                port.hold();
            }
        } finally {
            lock.unlock();
        }
        state.hang(false);
    }

    private static void await(CloseFuture closing) {
        try {
            closing.await(FOR_GOODBYE);
        } catch (IOException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable SshServer take() {
        lock.lock();
        try {
            SshServer taken = server;
            server = null;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Cuts every connection there is, behind what was sent already; new ones are welcome. */
    public void cut() {
        running()
                .ifPresent(s -> s.getActiveSessions()
                        .forEach(session -> session.getIoSession().close(false)));
    }

    /** Shows the machine's own host key again. */
    public void showOwnKey() {
        state.show(own);
    }

    private void hang() {
        state.hang(true);
        running()
                .ifPresent(s -> s.getActiveSessions()
                        .forEach(session -> session.getIoSession().suspendRead()));
    }

    private void showAnotherKey() {
        state.show(MachineKeys.generate(dialect));
        cut();
    }

    private Optional<SshServer> running() {
        lock.lock();
        try {
            return Optional.ofNullable(server);
        } finally {
            lock.unlock();
        }
    }

    /** Makes faults happen, in order. */
    public void strike(List<Fault> faults) {
        faults.forEach(this::strike);
    }

    private void strike(Fault fault) {
        switch (fault) {
            case Fault.DropConnection() -> cut();
            case Fault.Hang() -> hang();
            case Fault.WrongHostKey() -> showAnotherKey();
            case Fault.SecondMachine(boolean sameHostKey) -> {
                target.answerAsAnother();
                if (sameHostKey) {
                    cut();
                } else {
                    showAnotherKey();
                }
            }
            case Fault.OfMachine ofMachine -> ofMachine.strike(target);
        }
    }

    @Override
    public void close() {
        end(false);
        lock.lock();
        try {
            closed = true;
            port.release();
        } finally {
            lock.unlock();
        }
    }
}
