package org.applepie.domain.recovery;

import java.util.List;
import org.applepie.domain.recovery.RecoveryCard.Step;

/** What a person does with a rescue medium, in its order; each age of systems has its own words and commands for it. */
abstract sealed class Rescue permits CurrentRescue, LegacyRescue {

    final RescueSteps parts;

    Rescue(RescueSteps parts) {
        this.parts = parts;
    }

    final List<Step> steps() {
        return List.of(
                stop(),
                menu(),
                medium(),
                know(),
                halves(),
                assemble(),
                look(),
                enter(),
                files(),
                image(),
                loader(),
                leave(),
                after(),
                last());
    }

    /** What must never be done meanwhile. */
    abstract List<String> never();

    abstract Step stop();

    abstract Step menu();

    abstract Step medium();

    abstract Step know();

    abstract Step halves();

    abstract Step assemble();

    abstract Step look();

    abstract Step enter();

    abstract Step files();

    abstract Step image();

    abstract Step loader();

    abstract Step leave();

    abstract Step after();

    abstract Step last();
}
