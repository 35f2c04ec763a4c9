package org.applepie.web.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.applepie.domain.disk.DriveIdentity;
import org.applepie.domain.inventory.Drive;
import org.applepie.domain.inventory.DriveEvent;
import org.applepie.domain.inventory.DriveId;
import org.applepie.domain.inventory.DriveState;
import org.applepie.domain.inventory.LegacyPermit;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.Server.Environment;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.HostKey;

/** Servers in every state that pages have to show. */
public final class DemoServers {

    public static final ServerId MAIL = id(1);
    public static final ServerId MIRRORED = id(2);
    public static final ServerId REBUILDING = id(3);
    public static final ServerId UNKNOWN = id(4);
    public static final ServerId NEW = id(5);
    public static final ServerId CHANGED = id(6);
    public static final ServerId FOREIGN = id(7);
    public static final ServerId OLD = id(8);
    public static final DriveId PIE = new DriveId(new UUID(0xd, 2));

    private static final HostKey KEY = key("rZ0o8sN1qfW2Jt5uYxK7mPbQeVdHgLcAiTnEwRyUkSo");
    private static final HostKey OTHER_KEY = key("Xk3V9cPqT5hYbN7wLmA2sDfGjKz4RtUeQiOyWxZvBn8");

    private static final HostKey RSA_KEY = new HostKey(
            "ssh-rsa",
            "SHA256:Yq1Zs0mUO5s0YV4l8rJ3b2N7xw6cKdEfGhIjLkMnOpQ",
            "ssh-rsa AAAAB3NzaC1yc2EAAAABIwAAAIEAwQ0Zs0mUO5s0YV4l8rJ3b2N7xw6cKdEfGhIjLkMnOpQ=");

    private final MemoryInventory inventory;
    private final Instant now;

    public DemoServers(MemoryInventory inventory, Clock clock) {
        this.inventory = inventory;
        this.now = clock.instant();
    }

    public void fill() {
        server(MAIL, "mail1", "mail1.example.org", Environment.PRODUCTION, Optional.of(KEY));
        server(MIRRORED, "web1", "192.0.2.21", Environment.TEST, Optional.of(KEY));
        server(REBUILDING, "db1", "192.0.2.22", Environment.PRODUCTION, Optional.of(KEY));
        server(UNKNOWN, "backup1", "backup1.example.org", Environment.PRODUCTION, Optional.of(KEY));
        server(NEW, "new1", "2001:db8::51", Environment.TEST, Optional.empty());
        server(CHANGED, "edge1", "192.0.2.99", Environment.TEST, Optional.of(KEY));
        server(FOREIGN, "files1", "192.0.2.30", Environment.TEST, Optional.of(KEY));
        inventory.put(old());
        inventory.offers(NEW, KEY);
        inventory.offers(OLD, RSA_KEY);
        inventory.offers(MAIL, KEY);
        inventory.offers(CHANGED, OTHER_KEY);
        inventory.put(MAIL, DemoReadings.singleDisk(now.minus(Duration.ofDays(3)), "mail1.old", "a1"));
        inventory.put(MAIL, DemoReadings.singleDisk(now.minus(Duration.ofMinutes(4)), "mail1", "4c1f77aa"));
        inventory.put(MIRRORED, DemoReadings.mirrored(now.minus(Duration.ofHours(5)), "web1", "m2", false));
        inventory.put(REBUILDING, DemoReadings.mirrored(now.minus(Duration.ofSeconds(40)), "db1", "m3", true));
        inventory.put(UNKNOWN, DemoReadings.mostlyUnknown(now.minus(Duration.ofDays(12))));
        inventory.put(FOREIGN, DemoReadings.foreignSecondDisk(now.minus(Duration.ofMinutes(9)), "files1", "m7"));
        drives();
    }

    private void drives() {
        drive(
                new DriveId(new UUID(0xd, 1)),
                DemoReadings.APPLE,
                "apple",
                "bay 1, upper",
                new DriveState.InService(),
                MAIL,
                "mail1");
        drive(PIE, DemoReadings.PIE, "pie", "bay 2, lower", new DriveState.Unmarked(), MAIL, "mail1");
        DriveIdentity spare =
                new DriveIdentity("WD-WCC4E1234567", "0x50014ee2b1c2d3e4", "WDC WD10EZEX-08WN4A0", 1_000_204_886_016L);
        inventory.put(
                new Drive(
                        new DriveId(new UUID(0xd, 3)),
                        spare,
                        "spare 7",
                        "shelf B",
                        "",
                        new DriveState.Dirty("was written by a run on mail1 that was rolled back"),
                        Optional.empty(),
                        Optional.of(now.minus(Duration.ofDays(40))),
                        1),
                new DriveEvent(now.minus(Duration.ofDays(40)), "operator", "left mail1 after a run was rolled back"));
        DriveIdentity evil = new DriveIdentity("$(reboot)", "", "<script>alert(1)</script>", 3_221_225_472L);
        drive(new DriveId(new UUID(0xd, 4)), evil, "", "", new DriveState.Unmarked(), UNKNOWN, "backup1");
    }

    private void drive(
            DriveId id,
            DriveIdentity identity,
            String label,
            String position,
            DriveState state,
            ServerId server,
            String name) {
        Instant since = now.minus(Duration.ofDays(3));
        inventory.put(
                new Drive(
                        id,
                        identity,
                        label,
                        position,
                        "",
                        state,
                        Optional.of(new Drive.Seat(server, name, since)),
                        Optional.of(now.minus(Duration.ofMinutes(4))),
                        1),
                new DriveEvent(since, "operator", "first seen in " + name));
    }

    private void server(ServerId id, String name, String address, Environment environment, Optional<HostKey> key) {
        inventory.put(new Server(
                id,
                name,
                new Endpoint(address, 22),
                "root",
                environment,
                Server.Authentication.CONSOLE_KEY,
                Server.SudoMode.NOT_NEEDED,
                Optional.empty(),
                key,
                Optional.empty(),
                false,
                1));
    }

    private Server old() {
        return new Server(
                OLD,
                "mailhost",
                new Endpoint("192.0.2.31", 22),
                "root",
                Environment.PRODUCTION,
                Server.Authentication.CONSOLE_KEY,
                Server.SudoMode.NOT_NEEDED,
                Optional.of(MAIL),
                Optional.empty(),
                Optional.of(new LegacyPermit(
                        "Debian 3.1 until the mail is moved; reached only through mail1",
                        "administrator",
                        now.minus(Duration.ofDays(2)))),
                false,
                2);
    }

    private static ServerId id(int number) {
        return new ServerId(new UUID(0x5e, number));
    }

    private static HostKey key(String print) {
        return new HostKey("ssh-ed25519", "SHA256:" + print, "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + print);
    }
}
