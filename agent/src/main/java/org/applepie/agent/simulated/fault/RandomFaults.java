package org.applepie.agent.simulated.fault;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Chooses faults for a random test. The choice depends on the random numbers and on what drives and mount points the
 * machine has now, and on nothing else.
 */
public final class RandomFaults {

    private static final int COMMANDS = 60;
    private static final int OUTPUT = 20_000;
    private static final int MINUTES = 90;

    private final RandomGenerator random;
    private final FaultTarget target;

    public RandomFaults(RandomGenerator random, FaultTarget target) {
        this.random = random;
        this.target = target;
    }

    /** Between none and {@code most} faults. */
    public List<ScheduledFault> choose(int most) {
        return IntStream.range(0, random.nextInt(most + 1))
                .mapToObj(i -> next())
                .toList();
    }

    public ScheduledFault next() {
        return new ScheduledFault(fault(), moment());
    }

    private Fault fault() {
        List<Supplier<Fault>> kinds = List.of(
                Fault.DropConnection::new,
                Fault.Hang::new,
                Fault.WrongHostKey::new,
                () -> new Fault.SecondMachine(random.nextBoolean()),
                Fault.Reboot::new,
                () -> new Fault.NeverComeBack(random.nextBoolean()),
                () -> new Fault.SwapPositions(drive(), drive()),
                () -> new Fault.PullDrive(drive()),
                this::ioError,
                () -> new Fault.FullDisk(one(target.mountPoints(), "/")),
                () -> new Fault.StaleDriveBack(drive()));
        return kinds.get(random.nextInt(kinds.size())).get();
    }

    private Fault ioError() {
        String drive = drive();
        long sectors = Math.max(1, drive.isEmpty() ? 1 : target.sectors(drive));
        long first = random.nextLong(sectors);
        return new Fault.IoError(
                drive, first, 1 + random.nextLong(Math.min(2048, sectors - first)), random.nextBoolean());
    }

    private Moment moment() {
        return switch (random.nextInt(3)) {
            case 0 -> new Moment.AtCommand(1 + random.nextInt(COMMANDS));
            case 1 -> new Moment.AtOutput(random.nextInt(OUTPUT));
            default -> new Moment.After(Duration.ofSeconds(random.nextInt(MINUTES * 60)));
        };
    }

    private String drive() {
        return one(target.drives(), "");
    }

    private String one(List<String> of, String otherwise) {
        return of.isEmpty() ? otherwise : of.get(random.nextInt(of.size()));
    }
}
