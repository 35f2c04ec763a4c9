package org.applepie.agent.simulated.shell;

import java.util.concurrent.atomic.AtomicInteger;

/** One description and how many descriptors of all processes stand for it; closed with the last of them. */
public final class Descriptor {

    private final Description description;
    private final AtomicInteger holders = new AtomicInteger(1);

    /** Held once, by whoever makes it. */
    public Descriptor(Description description) {
        this.description = description;
    }

    public Description description() {
        return description;
    }

    /** One more holder. */
    public Descriptor share() {
        holders.incrementAndGet();
        return this;
    }

    /** One holder less. */
    public void release() {
        if (holders.decrementAndGet() == 0) {
            description.close();
        }
    }
}
