package dev.lockflight;

import static dev.lockflight.Percent.percent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class PercentTest {
  @Test
  void a_share_is_exact() {
    assertThat(percent(0.1).of(new BigDecimal("-30"))).isEqualByComparingTo("0.03");
    assertThat(percent(new BigDecimal("33.333333333333333333")).of(BigDecimal.TEN))
        .isEqualByComparingTo("3.3333333333333333333");
    assertThat(percent(80.0)).hasToString("80 %");
  }

  @Test
  void a_negative_or_endless_percentage_is_refused() {
    assertThatThrownBy(() -> percent(-1))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessage("percent must not be negative: -1");
    assertThatThrownBy(() -> percent(Double.NaN))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessage("percent must be a finite number: NaN");
  }
}
