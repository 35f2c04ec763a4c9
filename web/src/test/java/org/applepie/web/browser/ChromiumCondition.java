package org.applepie.web.browser;

import org.applepie.web.demo.Chromium;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Whether the system has a Chromium. */
final class ChromiumCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Chromium.isThere()
                ? ConditionEvaluationResult.enabled("Chromium is here")
                : ConditionEvaluationResult.disabled(
                        "The browser tests need: apt-get install chromium fonts-dejavu-core"
                                + " (or APPLEPIE_CHROMIUM set to the path of another Chromium)");
    }
}
