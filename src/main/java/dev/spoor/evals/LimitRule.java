package dev.spoor.evals;

import dev.spoor.evals.Quantity.Measured;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A quantity must stay inside bounds.
 *
 * @param quantity what is measured
 * @param bounds the least and the most, in the quantity's unit
 */
record LimitRule(Quantity quantity, Bounds bounds) implements Rule {
  @Override
  public @Nullable BigDecimal threshold() {
    return bounds.max() == null ? bounds.min() : bounds.max();
  }

  @Override
  public Finding grade(GradedRun run) {
    Measured measured = quantity.measure(run);
    BigDecimal value = measured.value();
    String allowed = ", allowed " + bounds.words(quantity.before(), quantity.after());
    if (value == null) {
      return Finding.missing(measured.gap() + allowed, measured.evidence());
    }
    boolean over = bounds.isOver(value);
    // More can only come: too much stays too much, and enough stays enough.
    boolean decided = over || (bounds.max() == null && !bounds.isUnder(value));
    if (measured.gap() != null && !decided) {
      return Finding.missing(
          quantity.text(value) + " or more: " + measured.gap() + allowed, measured.evidence());
    }
    String reason = quantity.text(value) + (measured.gap() == null ? "" : " or more") + allowed;
    if (over && bounds.max() != null) {
      return Finding.failed(bounds.max(), value, reason, measured.evidence());
    } else if (bounds.isUnder(value) && bounds.min() != null) {
      return Finding.failed(value, bounds.min(), reason, measured.evidence());
    }
    return Finding.of(true, reason, measured.evidence());
  }
}
