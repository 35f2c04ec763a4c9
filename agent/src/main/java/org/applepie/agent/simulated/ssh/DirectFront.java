package org.applepie.agent.simulated.ssh;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.applepie.agent.simulated.fault.FaultTarget;
import org.applepie.agent.simulated.fault.Schedule;
import org.applepie.agent.ssh.Deadline;
import org.applepie.agent.ssh.RemoteProcess;
import org.applepie.domain.remote.ConnectionFault;
import org.applepie.domain.remote.Credential;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.HostKey;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Reply;

/**
 * A way into one simulated machine without a network and without cryptography, for simulations of thousands of runs. It
 * answers as the SSH port does: the same refusals, in the same order. Two differences: that a machine hangs is known at once,
 * where a real connection learns it by keep-alives that stay unanswered; and each command is a connection of its own, so that
 * no next one comes in after the SSH server was stopped.
 */
public final class DirectFront extends Front {

    private static final AtomicInteger LAST_PORT = new AtomicInteger(1023);

    private final Dialect dialect;
    private final Accounts accounts;
    private final Endpoint endpoint;
    private final HostKey own;
    private final Set<DirectProcess> running = ConcurrentHashMap.newKeySet();
    private volatile HostKey shown;
    private volatile boolean up;
    private volatile boolean refuses;
    private volatile boolean hangs;
    private int strangers;

    /** @param onDisk the public key that the machine has on its disk, {@code ssh-rsa AAAA...} */
    public DirectFront(
            String name,
            Dialect dialect,
            Accounts accounts,
            ExecHandler handler,
            Schedule schedule,
            FaultTarget target,
            Optional<String> onDisk) {
        super(handler, schedule, target);
        this.dialect = dialect;
        this.accounts = accounts;
        // nothing listens there: the number only tells the machines of this process apart
        this.endpoint = new Endpoint("127.0.0.1", 1024 + Math.floorMod(LAST_PORT.incrementAndGet(), 64_000));
        this.own = onDisk.map(DirectFront::key).orElseGet(() -> made(name));
        this.shown = own;
    }

    private static HostKey key(String onDisk) {
        String[] words = onDisk.split(" ");
        byte[] bytes = Base64.getDecoder().decode(words[1]);
        return new HostKey(words[0], fingerprint(bytes), words[0] + " " + words[1]);
    }

    private static String fingerprint(byte[] key) {
        return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest(key));
    }

    private HostKey made(String name) {
        String algorithm = switch (dialect) {
            case MODERN -> "ssh-ed25519";
            case SARGE -> "ssh-rsa";
        };
        byte[] bytes = digest((endpoint.port() + " " + name).getBytes(StandardCharsets.UTF_8));
        return new HostKey(
                algorithm,
                fingerprint(bytes),
                algorithm + " " + Base64.getEncoder().encodeToString(bytes));
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public HostKey hostKey() {
        return own;
    }

    /** What an SSH client gets to see of it. */
    Reply<HostKey> offered(Endpoint as) {
        if (!up || refuses) {
            return unreachable("Connection refused");
        }
        if (hangs) {
            return unreachable("it does not answer");
        }
        if (dialect == Dialect.SARGE && as.algorithms() != Endpoint.Algorithms.LEGACY_TOO) {
            return new Reply.NotConnected<>(new ConnectionFault.LegacyAlgorithmsOnly("host key " + shown.algorithm()));
        }
        return new Reply.Got<>(shown);
    }

    /** Lets a command in, if whoever sends it may. */
    Reply<RemoteProcess> run(Login login, String command, Deadline deadline) {
        HostKey pinned = login.pinned();
        if (pinned == null) {
            return new Reply.NotConnected<>(new ConnectionFault.NotPinned());
        }
        return switch (offered(login.endpoint())) {
            case Reply.NotConnected<HostKey>(var fault) -> new Reply.NotConnected<>(fault);
            case Reply.Got<HostKey>(var key)
            when !key.equals(pinned) -> new Reply.NotConnected<>(new ConnectionFault.HostKeyChanged(pinned, key));
            case Reply.Got<HostKey> same
            when !letsIn(login) ->
                new Reply.NotConnected<>(
                        new ConnectionFault.AuthenticationRefused("No more authentication methods available"));
            case Reply.Got<HostKey> same -> new Reply.Got<>(started(login.username(), command, deadline));
        };
    }

    private boolean letsIn(Login login) {
        return login.credential() instanceof Credential.Password(var password)
                && accounts.acceptsPassword(login.username(), password.reveal());
    }

    private DirectProcess started(String user, String command, Deadline deadline) {
        DirectProcess process = new DirectProcess(state(), user, command, running::remove);
        running.add(process);
        process.start(deadline);
        if (!up || hangs) {
            process.cut();
        }
        return process;
    }

    private static <T> Reply<T> unreachable(String detail) {
        return new Reply.NotConnected<>(new ConnectionFault.Unreachable(detail));
    }

    @Override
    public void up() {
        hangs = false;
        state().hang(false);
        refuses = false;
        up = true;
    }

    @Override
    public void refuse() {
        refuses = true;
    }

    @Override
    public void shutDown() {
        cutPower();
    }

    @Override
    public void cutPower() {
        up = false;
        cut();
        hangs = false;
        state().hang(false);
    }

    @Override
    public void cut() {
        running.forEach(DirectProcess::cut);
    }

    @Override
    void hang() {
        hangs = true;
        state().hang(true);
        cut();
    }

    @Override
    synchronized void showAnotherKey() {
        shown = made("stranger " + ++strangers);
    }

    @Override
    public void showOwnKey() {
        shown = own;
    }

    @Override
    public void close() {
        cutPower();
    }
}
