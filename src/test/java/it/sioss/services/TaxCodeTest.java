package it.sioss.services;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaxCodeTest {

    @ParameterizedTest
    @ValueSource(strings = {"80078750587", "12345670017", "00743110157"})
    void aCodeWhoseLastFigureChecksTheOthersIsValid(String code) {
        assertThat(TaxCode.valid(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"00000000000", "8007875058", "800787505870", "80078750588", "RSSMRA80A01H501U", "8007875058 ", ""
            })
    void anythingElseIsNot(String code) {
        assertThat(TaxCode.valid(code)).isFalse();
    }

    @Test
    void everySingleMistypedFigureIsNoticed() {
        String good = "80078750587";
        for (int place = 0; place < good.length(); place++) {
            for (char figure = '0'; figure <= '9'; figure++) {
                if (figure != good.charAt(place)) {
                    String mistyped = good.substring(0, place) + figure + good.substring(place + 1);
                    assertThat(TaxCode.valid(mistyped)).as(mistyped).isFalse();
                }
            }
        }
    }
}
