package org.applepie.agent.simulated.debian;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.applepie.agent.simulated.files.Generated;
import org.jspecify.annotations.Nullable;

/** Names and files that are made anew at each look. */
final class LiveMap extends AbstractMap<String, Generated> {

    private final Supplier<Map<String, Generated>> now;

    LiveMap(Supplier<Map<String, Generated>> now) {
        this.now = now;
    }

    static Generated directory(Supplier<Map<String, Generated>> now) {
        return Generated.tree(new LiveMap(now));
    }

    @Override
    public Set<Entry<String, Generated>> entrySet() {
        return now.get().entrySet();
    }

    @Override
    public @Nullable Generated get(Object name) {
        return now.get().get(name);
    }
}
