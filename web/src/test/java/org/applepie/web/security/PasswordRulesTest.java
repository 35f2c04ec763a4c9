package org.applepie.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short",
                "elevenchars",
                "aaaaaaaaaaaa",
                "123456789012",
                "Password123!!",
                "applepie-2026",
                "operator1operator",
                "qwertyuiop12",
                "Administrator"
            })
    void refusesWhatEverybodyTriesFirst(String password) {
        assertThat(PasswordRules.objection("operator", password)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ladder orchard basket",
                "83920174650192",
                "only small letters here",
                "größer und schöner",
                "pass the word applepie is not one"
            })
    void asksNothingOfItsLetters(String password) {
        assertThat(PasswordRules.objection("operator", password)).isEmpty();
    }

    @Test
    void takesTwelveToOneHundredAndTwentyEightCharacters() {
        assertThat(PasswordRules.objection("ada", "abcdefgh1jkl")).isEmpty();
        assertThat(PasswordRules.objection("ada", "abcd".repeat(32))).isEmpty();
        assertThat(PasswordRules.objection("ada", "abcd".repeat(32) + "e")).isPresent();
    }
}
